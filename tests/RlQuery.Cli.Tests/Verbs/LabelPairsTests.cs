namespace RlQuery.Cli.Tests.Verbs;

/// <summary><c>rlquery label --task clustering</c>: questions about pairs of rows.</summary>
public sealed class LabelPairsTests : TemporaryFolder
{
    [Fact]
    public void Both_rows_are_shown_and_answers_links_and_clusters_are_written()
    {
        CommandRun run = Label("s", "same\n1\nu\ndifferent\nc 0-1 different\nq\n");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("question 1: rows 0 and 1, same or different?", run.OutputLines);
        Assert.Contains(run.OutputLines, line => line.StartsWith("column", StringComparison.Ordinal) && line.Contains("row 0", StringComparison.Ordinal)
            && line.Contains("row 1", StringComparison.Ordinal));
        Assert.Contains("rows 0 and 1 = different (corrected)", run.OutputLines);
        string[] links = File.ReadAllLines(At("s", "clusters.links.csv"));
        Assert.Equal(["first,second,answer", "0,1,different"], links[..2]);
        string[] clusters = File.ReadAllLines(At("s", "clusters.csv"));
        Assert.Equal("x,y,label,cluster", clusters[0]);
        Assert.Equal(File.ReadAllLines(At("data.csv")), clusters.Select(line => line[..line.LastIndexOf(',')]));
        Assert.NotEqual(clusters[1].Split(',')[^1], clusters[2].Split(',')[^1]);
    }

    [Fact]
    public void A_session_goes_on_with_the_question_that_waited_and_exports_what_it_wrote()
    {
        string[] before = Label("s", "same\ndifferent\nq\n").OutputLines;
        CommandRun resumed = CommandRun.WithInput(["label", "--session", At("s"), "--resume"], new StringReader("q\n"));
        Assert.Equal(before.Last(IsQuestion), resumed.OutputLines.Single(IsQuestion));
        Assert.Equal(0, CommandRun.Of("session", "export", At("s"), "--out", At("out.csv")).ExitCode);
        Assert.Equal(File.ReadAllText(At("s", "clusters.csv")), File.ReadAllText(At("out.csv")));
        Assert.Equal(File.ReadAllText(At("s", "clusters.links.csv")), File.ReadAllText(At("out.links.csv")));

        static bool IsQuestion(string line) => line.StartsWith("question ", StringComparison.Ordinal);
    }

    [Fact]
    public void Links_of_a_file_are_taken_all_or_none_and_contradictions_are_named_with_their_lines()
    {
        Label("s", "q\n");
        string bad = Write("bad.csv", "first,second,answer\n0,3,same\n3,6,same\n0,6,different\n5,5,same\n1,2,maybe\n");
        CommandRun.Of("session", "import", At("s"), bad).IsRefusedWith(
            $"{bad}: line 4: rows 0 and 6: 'different' contradicts rows 0 and 3 = same, rows 3 and 6 = same; "
            + "correct one of these answers first, or give the other one here",
            $"{bad}: line 5: rows '5' and '5' are no two rows that can be asked about",
            $"{bad}: line 6: answer: 'maybe' is not allowed; use different or same");
        string good = Write("good.csv", "first,second,answer\n0,3,same\n3,6,same\n");
        Assert.Equal(["new or replaced answers: 2", "answers: 2"], CommandRun.Of("session", "import", At("s"), good).OutputLines);
        Assert.Contains(" was imported before; nothing has changed", CommandRun.Of("session", "import", At("s"), good).Output, StringComparison.Ordinal);
        string against = Write("against.csv", "first,second,answer\n0,6,different\n");
        Assert.Equal(2, CommandRun.Of("session", "import", At("s"), against).ExitCode);
        CommandRun resumed = CommandRun.WithInput(["label", "--session", At("s"), "--resume"], new StringReader("q\n"));
        Assert.Contains("answered 2, skipped 0, known 3 of 66 pairs", resumed.OutputLines);
    }

    [Theory]
    [InlineData("--clusters 1", "clusters: 1 is not allowed; use 2..1000")]
    [InlineData("--clusters 13", "clusters: 13 is not allowed; use 2..12, the number of rows in {data}")]
    [InlineData("", "clusters: clustering needs to know how many there are; use --clusters N")]
    [InlineData("--clusters 3 --class a", "class: a is not allowed where pairs of rows are asked about; leave it out")]
    [InlineData("--clusters 3 --holdout 2 --overlap 0.1", "holdout: 2 is not allowed where pairs of rows are asked about; leave it out",
        "overlap: 0.1 is not allowed where pairs of rows are asked about; leave it out")]
    public void What_cannot_be_is_refused_in_a_line_and_nothing_is_written(string options, params string[] lines)
    {
        string data = WriteTable("data.csv", 12);
        CommandRun.Of(["label", "--data", data, "--task", "clustering", "--session", At("s"), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)])
            .IsRefusedWith([.. lines.Select(line => line.Replace("{data}", data, StringComparison.Ordinal))]);
        Assert.False(Directory.Exists(At("s")));
    }

    [Fact]
    public void A_table_of_one_row_makes_no_pair()
    {
        string data = Write("one.csv", "x,y\n1,2\n");
        CommandRun run = CommandRun.Of("label", "--data", data, "--task", "clustering", "--clusters", "2", "--session", At("s"));
        run.IsRefusedWith($"{data}: 1 row makes no pair; use a table of at least two rows");
        Assert.False(Directory.Exists(At("s")));
    }

    [Fact]
    public void Where_rows_are_asked_about_clusters_are_refused_and_of_pairs_there_is_no_agreement_and_no_review()
    {
        string data = WriteTable("data.csv", 12, row => row < 3);
        CommandRun.Of("label", "--data", data, "--clusters", "2", "--session", At("s")).IsRefusedWith(
            "clusters: 2 is not allowed; only --task clustering divides rows into clusters");
        Label("pairs", "q\n");
        string line = Assert.Single(CommandRun.Of("session", "agreement", At("pairs")).ErrorLines);
        Assert.StartsWith("task: 'clustering' asks about pairs of rows, and here rows are asked about; use classification", line, StringComparison.Ordinal);
        foreach (string verb in (string[])["label", "studio"])
        {
            CommandRun.Of(verb, "--session", At("pairs"), "--resume", "--review").IsRefusedWith(
                "review: each pair is asked of one person, and there is nothing to settle; leave it out");
        }
    }

    [Fact]
    public void Once_one_annotator_is_named_all_have_to_be()
    {
        CommandRun first = CommandRun.WithInput(
            ["label", "--data", WriteTable("data.csv", 12), "--task", "clustering", "--clusters", "3", "--session", At("s"), "--annotator", "ann"],
            new StringReader("same\nq\n"));
        Assert.Equal(0, first.ExitCode);
        CommandRun.Of("label", "--session", At("s"), "--resume").IsRefusedWith(
            "annotator: the session has answers of ann; say who answers now with --annotator NAME");
        CommandRun second = CommandRun.WithInput(["label", "--session", At("s"), "--resume", "--annotator", "bob"], new StringReader("u\n"));
        Assert.Contains("nothing of yours to undo: the last answer was given by \"ann\"", second.Error, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of("session", "export", At("s"), "--out", At("out.csv")).ExitCode);
    }

    private CommandRun Label(string session, string answers) => CommandRun.WithInput(
        ["label", "--data", WriteTable("data.csv", 12), "--task", "clustering", "--clusters", "3", "--session", At(session)],
        new StringReader(answers));
}
