using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling;
using RlQuery.Sessions;

namespace RlQuery.Cli.Tests.Verbs;

/// <summary><c>--header</c>, and what is said where it is not given.</summary>
public sealed class HeaderTests : TemporaryFolder
{
    private static readonly string[] Lines =
    [
        "2019,2020,2021,label",
        .. Enumerable.Range(0, 16).Select(row => $"{row % 5}.5,{row % 7}.25,{row % 3}.75,{(row > 11 ? "" : row % 2 == 0 ? "x" : "y")}"),
    ];

    private string Data => Write("years.csv", string.Join('\n', Lines) + "\n");

    [Fact]
    public void A_header_of_numbers_is_said_by_every_verb_that_reads_a_table_unless_it_is_told()
    {
        string note = $"note: {Data}: line 1 (2019, 2020, 2021, label) is taken for the names of the columns; if it is a row, say --header no";
        string[][] verbs =
        [
            ["schema", "--data", Data], ["query", "--data", Data, "--strategy", "margin", "--count", "2", "--format", "csv"],
        ];
        foreach (string[] verb in verbs)
        {
            CommandRun found = CommandRun.Of(verb);
            Assert.Equal((0, note), (found.ExitCode, Assert.Single(found.ErrorLines)));
            CommandRun told = CommandRun.Of([.. verb, "--header", "yes"]);
            Assert.Equal((0, "", found.Output), (told.ExitCode, told.Error, told.Output));
            CommandRun.Of([.. verb, "--header", "maybe"]).IsRefusedWith(note, "header: maybe is not allowed; use yes or no");
        }
        CommandRun rows = CommandRun.Of("schema", "--data", Data, "--header", "no");
        Assert.Contains(rows.OutputLines, line => line.Contains(" x1 ", StringComparison.Ordinal));
    }

    [Fact]
    public void An_evaluation_reads_its_files_as_it_is_told()
    {
        string data = Write("rows.csv", string.Join('\n', Lines[1..13]) + "\n");
        string[] evaluate = ["evaluate", WriteEnvironment(), "--strategy", "random", "--seeds", "0-1", "--budget", "3"];
        CommandRun idle = CommandRun.Of([.. evaluate, "--header", "no", "--out", At("a")]);
        Assert.Contains("header: no is not allowed without --data; the environment's sets have their own", idle.ErrorLines);
        CommandRun run = CommandRun.Of([.. evaluate, "--data", data, "--header", "no", "--out", At("b")]);
        Assert.Contains(run.Summaries, line => line.Contains("2 classes: x 6, y 6", StringComparison.Ordinal));
    }

    [Fact]
    public void So_do_environment_and_experiment_files()
    {
        Write("rows.csv", string.Join('\n', Lines[..13]) + "\n");
        string environment = Write("env.json", """{"signals": ["margin"], "budget": 3, "header": true, "evaluation": ["rows.csv"]}""");
        string[] verb = ["evaluate", "--strategy", "random", "--seeds", "0-1"];
        CommandRun own = CommandRun.Of([.. verb, environment, "--out", At("a")]);
        Assert.Equal(0, own.ExitCode);
        Assert.DoesNotContain(own.ErrorLines, line => line.Contains("--header", StringComparison.Ordinal));

        string experiment = Write("experiment.json", """{"environments": ["env.json"], "data": ["rows.csv"], "header": false}""");
        CommandRun rows = CommandRun.Of([.. verb, experiment, "--out", At("b")]);
        Assert.Contains("rows: a single row in class label; every class needs at least 2 rows", rows.ErrorLines);
        Assert.Equal(0, CommandRun.Of([.. verb, experiment, "--header", "yes", "--out", At("c")]).ExitCode);
        Assert.Equal(File.ReadAllText(At("a", "episodes.csv")), File.ReadAllText(At("c", "episodes.csv")));
        File.WriteAllText(environment, File.ReadAllText(environment).Replace("true", "\"yes\"", StringComparison.Ordinal));
        Assert.Contains("header", Assert.Single(CommandRun.Of([.. verb, environment, "--out", At("d")]).ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_reads_its_table_as_it_was_begun()
    {
        string[] session = ["label", "--session", At("session")];
        CommandRun begun = CommandRun.WithInput([.. session, "--data", Data, "--header", "no", "--strategy", "margin"], new StringReader("x\n"));
        Assert.Equal((0, ""), (begun.ExitCode, begun.Error));
        Assert.Equal(0, CommandRun.WithInput([.. session, "--resume"], new StringReader("y\n")).ExitCode);
        Assert.Equal(0, CommandRun.WithInput([.. session, "--resume", "--header", "no"], new StringReader("y\n")).ExitCode);
        CommandRun.Of([.. session, "--resume", "--header", "yes"]).IsRefusedWith("header: yes is not what the session was begun with (no); leave it out");
    }

    [Fact]
    public void A_session_that_took_a_header_for_a_row_goes_on_as_it_was()
    {
        var table = TableReader.Read(Data, "x3", header: false);
        var settings = new SessionSettings(Data, "x3", null, null, "margin", "logistic-regression", 0, 0, []);
        SessionFile.Begin(At("session"), settings, TableFingerprint.Of(table)).Dispose();
        CommandRun run = CommandRun.WithInput(["label", "--session", At("session"), "--resume"], new StringReader("x\n"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }
}
