namespace RlQuery.Cli.Tests.Verbs;

public sealed class LabelEndTests : TemporaryFolder
{
    // Its last row alone has no label: the end comes with the first answer.
    private string LastRow => Write("lastrow.csv", "a,label\n1,x\n2,y\n3,\n");

    [Fact]
    public void Where_no_row_is_left_the_last_answer_can_be_taken_back_and_others_corrected()
    {
        CommandRun run = Label("x\nu\ny\nc 2 x\nu\nq\n", "--data", LastRow);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            ["row 2 = x", "undone", "row 2 = y", "row 2 = x (corrected)", "undone"],
            run.OutputLines.Where(line => line.StartsWith("row 2 =", StringComparison.Ordinal) || line == "undone"));
        Assert.Equal(4, run.OutputLines.Count(line => line == "no row is left to label"));
        Assert.Contains("[u] undo  [c] correct  [q] quit", run.OutputLines);
        Assert.Equal(["a,label", "1,x", "2,y", "3,y"], File.ReadAllLines(At("session", "labelled.csv")));
        // Also when the session is gone on with.
        Assert.Contains("undone", Label("u\n", "--resume").OutputLines);
        Assert.Equal("3,", File.ReadAllLines(At("session", "labelled.csv"))[^1]);
    }

    [Fact]
    public void Keys_take_back_and_correct_at_the_end_and_no_answer_is_for_no_row()
    {
        var keys = new Queue<char>("xsxuc2 y\rxc2 y\rq");
        CommandRun run = CommandRun.WithInput(
            ["label", "--session", At("session"), "--data", LastRow], TextReader.Null,
            _ => keys.Dequeue() is var key ? new ConsoleKeyInfo(key, key == '\r' ? ConsoleKey.Enter : ConsoleKey.None, false, false, false) : default);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2, run.OutputLines.Count(line => line == "no row is left to label; take back, correct or quit"));
        Assert.Contains("row 2 has no label yet to correct", run.Output, StringComparison.Ordinal);
        Assert.Equal("3,y", File.ReadAllLines(At("session", "labelled.csv"))[^1]);
    }

    [Fact]
    public void The_labelled_table_is_there_while_the_end_waits()
    {
        bool isThere = false;
        using var source = new CancellationTokenSource();
        int pressed = 0;
        CommandRun run = CommandRun.WithInput(["label", "--session", At("session"), "--data", LastRow], TextReader.Null, _ =>
        {
            if (pressed++ == 0)
            {
                return new ConsoleKeyInfo('x', ConsoleKey.None, false, false, false);
            }
            isThere = File.ReadAllText(At("session", "labelled.csv")).EndsWith("3,x\n", StringComparison.Ordinal);
            source.Cancel();
            throw new OperationCanceledException(source.Token);
        }, source.Token);
        Assert.Equal((130, true), (run.ExitCode, isThere));
    }

    [Fact]
    public void Answers_of_a_script_for_which_no_row_is_left_are_said_to_be_unused()
    {
        CommandRun run = Label("x\nx\nu\n", "--data", LastRow);
        Assert.Equal((0, "note: no row is left for the next answer; it was not used, nor are those behind it"), (run.ExitCode, run.Error.Trim()));
        Assert.Equal("3,x", File.ReadAllLines(At("session", "labelled.csv"))[^1]);
    }

    [Fact]
    public void Skipped_rows_are_asked_for_again()
    {
        string data = WriteTable("data.csv", 8, row => row < 4);
        CommandRun first = Label("s\nno\ns\nyes\n", "--data", data);
        Assert.Contains("skipped rows: 2; --resume --skipped asks for them again", first.OutputLines);
        Assert.DoesNotContain(Label("", "--resume").OutputLines, line => line.StartsWith("question", StringComparison.Ordinal));
        CommandRun again = Label("s\nno\nu\nyes\n", "--resume", "--skipped");
        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.Equal(3, again.OutputLines.Count(line => line == "why: it was skipped before"));
        Assert.Single(again.OutputLines, line => line.EndsWith(" left as it is", StringComparison.Ordinal));
        Assert.Equal(1, File.ReadLines(At("session", "labelled.csv")).Count(line => line.EndsWith(',')));
        Label("no\n", "--resume", "--skipped");
        Assert.Equal(0, File.ReadLines(At("session", "labelled.csv")).Count(line => line.EndsWith(',')));
        Assert.Equal(["note: no row was skipped"], Label("", "--resume", "--skipped").ErrorLines);
        CommandRun.Of("label", "--session", At("session"), "--skipped").IsRefusedWith("skipped: needs a session that was begun; use --resume");
    }

    [Fact]
    public void Who_skipped_a_row_is_asked_again_though_others_labelled_it()
    {
        string data = WriteTable("data.csv", 6, row => row < 5);
        Label("s\n", "--data", data, "--overlap", "1", "--annotator", "ann");
        Label("no\n", "--resume", "--annotator", "bob");
        CommandRun again = Label("yes\n", "--resume", "--skipped", "--annotator", "ann");
        Assert.Contains("row 5 = yes", again.OutputLines);
        Assert.Contains("ann", CommandRun.Of("session", "agreement", At("session")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_may_begin_with_the_mark_of_its_encoding()
    {
        Assert.Equal(0, Label("\uFEFFx\n", "--data", LastRow).ExitCode);
        Assert.Equal("3,x", File.ReadAllLines(At("session", "labelled.csv"))[^1]);
    }

    [Fact]
    public void A_script_may_begin_with_undo()
    {
        CommandRun run = Label("u\nx\n", "--data", LastRow);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("nothing to undo: the session is as it began", run.OutputLines);
        Assert.Equal("3,x", File.ReadAllLines(At("session", "labelled.csv"))[^1]);
        // Where something was said by another, the next answer might be meant for that row.
        string data = WriteTable("data.csv", 8, row => row < 4);
        CommandRun.WithInput(["label", "--session", At("two"), "--data", data, "--annotator", "ann"], new StringReader("no\n"));
        CommandRun other = CommandRun.WithInput(["label", "--session", At("two"), "--resume", "--annotator", "bob"], new StringReader("u\nyes\n"));
        Assert.Equal((2, "nothing of yours to undo: the last answer was given by \"ann\""), (other.ExitCode, other.Error.Trim()));
    }

    [Fact]
    public void Of_many_classes_the_likely_ones_are_shown_and_all_on_demand()
    {
        string rows = string.Concat(Enumerable.Range(0, 400).Select(row => $"{row % 200}.{row / 200},c{row % 200}\n"));
        string data = Write("many.csv", $"x,label\n{rows}7.5,\n9.5,\n");
        CommandRun run = Label("?\nc7\n", "--data", data, "--learner", "nearest-neighbours");
        Assert.Equal(0, run.ExitCode);
        string[] legends = [.. run.OutputLines.Where(line => line.Contains("] all 200 classes", StringComparison.Ordinal))];
        Assert.Equal(2, legends.Length);
        Assert.All(legends, line => Assert.InRange(line.Split("  ").Length, 2, 10));
        Assert.Contains("%", legends[0], StringComparison.Ordinal);
        Assert.Single(run.OutputLines, line => line.Contains(" c7 ", StringComparison.Ordinal) && line.Split("  ").Length == 200);
        // Without a learner that can be asked, the ones that were given most.
        string cold = Write("cold.csv", "x,label\n1,\n2,\n");
        string[] classes = [.. Enumerable.Range(0, 30).SelectMany(i => (string[])["--class", $"k{i}"])];
        CommandRun first = CommandRun.WithInput(["label", "--session", At("cold"), "--data", cold, .. classes], new StringReader("k29\n"));
        string[] shown = [.. first.OutputLines.Where(line => line.EndsWith("[?] all 30 classes", StringComparison.Ordinal))];
        Assert.Contains(" k0 ", shown[0], StringComparison.Ordinal);
        Assert.Contains("k29", shown[1].Split("  ")[0], StringComparison.Ordinal);
    }

    private CommandRun Label(string input, params string[] args) =>
        CommandRun.WithInput(["label", "--session", At("session"), .. args], new StringReader(input));
}
