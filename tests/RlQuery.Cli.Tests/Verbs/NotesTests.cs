namespace RlQuery.Cli.Tests.Verbs;

/// <summary>What was decided while a file was read may be why it is refused: it is said in front of the faults.</summary>
public sealed class NotesTests : TemporaryFolder
{
    private const string Environment = """{"signals": ["margin"], "training": {"data": ["DATA"]}}""";

    private readonly string[] _rows = [.. Enumerable.Range(0, 12).Select(row => $"{row}.5;{row % 5};{(row > 9 ? "" : row % 2 == 0 ? "no" : "yes")}")];

    [Theory]
    [InlineData("schema", "--data", "DATA")]
    [InlineData("query", "--data", "DATA", "--strategy", "margin", "--count", "1")]
    [InlineData("label", "--data", "DATA", "--session", "OUT")]
    [InlineData("evaluate", "ENV", "--data", "DATA", "--out", "OUT")]
    [InlineData("train", "USES", "--agent", "dqn", "--out", "OUT")]
    [InlineData("tune", "USES", "--agent", "dqn", "--out", "OUT")]
    public void A_fault_in_the_file_comes_after_what_was_noted_of_it(params string[] verb)
    {
        string data = WriteRows([.. _rows, "text;1;no"]);
        CommandRun run = CommandRun.Of(Filled(verb, data));
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(Note(data), run.ErrorLines[0]);
        Assert.Contains("\"text\" is text where numbers must be", run.ErrorLines[1], StringComparison.Ordinal);
        Assert.All(run.ErrorLines[1..], line => Assert.DoesNotContain("note: ", line, StringComparison.Ordinal));
        Assert.False(Path.Exists(At("out")));
    }

    [Theory]
    [InlineData("query", "--data", "DATA", "--strategy", "margin", "--count", "0")]
    [InlineData("label", "--data", "DATA", "--session", "OUT", "--seed", "-1")]
    [InlineData("evaluate", "ENV", "--data", "DATA", "--out", "OUT", "--strategy", "margn")]
    [InlineData("train", "USES", "--agent", "dqn", "--out", "OUT", "--seed", "-1")]
    [InlineData("query", "--data", "DATA", "--strategy", "margin", "--count", "1", "--target", "answer")]
    [InlineData("label", "--data", "DATA", "--session", "OUT", "--target", "answer")]
    [InlineData("schema", "--data", "DATA", "--target", "answer")]
    public void So_does_a_fault_of_an_option(params string[] verb)
    {
        string data = WriteRows(_rows);
        CommandRun run = CommandRun.Of(Filled(verb, data));
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(Note(data), run.ErrorLines[0]);
        Assert.Single(run.ErrorLines, line => !line.StartsWith("note: ", StringComparison.Ordinal));
    }

    private string WriteRows(string[] rows) => Write("data.csv", "sep=;\na;b;label\n" + string.Join('\n', rows) + "\n");

    private static string Note(string data) => $"note: {data}: line 1 (\"sep=;\") is heeded: \";\" stands between cells";

    private string[] Filled(string[] verb, string data) =>
    [
        .. verb.Select(word => word switch
        {
            "DATA" => data,
            "OUT" => At("out"),
            "ENV" => WriteEnvironment(),
            "USES" => Write("uses.json", Environment.Replace("DATA", Path.GetFileName(data), StringComparison.Ordinal)),
            _ => word,
        }),
    ];
}
