namespace RlQuery.Cli.Tests.Streaming;

/// <summary><c>rlquery stream evaluate</c>.</summary>
public sealed class StreamEvaluateTests : TemporaryFolder
{
    [Fact]
    public void The_same_command_gives_the_same_bytes_with_any_number_of_threads()
    {
        CommandRun first = Evaluate("first", "1");
        Assert.Equal(("", 0), (string.Concat(first.ErrorLines.Where(line => !line.StartsWith("streams: ", StringComparison.Ordinal))), first.ExitCode));
        Evaluate("second", "4");
        string[] files = [.. Directory.GetFiles(At("first")).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
        Assert.Equal(
            ["curves-naive-bayes-0.1.png", "curves-naive-bayes-0.2.png", "curves.csv.gz", "ranks.csv", "runs.csv.gz", "summary.csv", "verdicts.csv"],
            files);
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(At("first", file)), File.ReadAllBytes(At("second", file))));
        // A made stream and a bundled one, two rates, two strategies.
        Assert.Equal(1 + 8, File.ReadAllLines(At("first", "summary.csv")).Length);
        // Two rates and both together.
        Assert.Equal(1 + 6, File.ReadAllLines(At("first", "verdicts.csv")).Length);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        CommandRun.Of(["stream", "evaluate", "--stream", "sea-sudden", "--strategy", "spilt", "--rate", "1.5", "--items", "5", "--out", At("x")])
            .IsRefusedWith(
                "strategy: 'spilt' is unknown for streams; did you mean 'split'?", "rate: 1.5 is not allowed; use more than 0, at most 1",
                "items: 5 is not allowed; use 100..10000000");
        CommandRun.Of(["stream", "evaluate", "--stream", "see-sudden", "--out", At("x")]).IsRefusedWith(
            "stream: 'see-sudden' is unknown; did you mean 'sea-sudden'?");
        Assert.False(Path.Exists(At("x")));
    }

    private CommandRun Evaluate(string folder, string jobs) => CommandRun.Of(
    [
        "stream", "evaluate", "--stream", "sea-sudden", "--stream", "sea-temperature", "--strategy", "split", "--strategy", "random", "--rate", "0.1",
        "--rate", "0.2", "--seeds", "0-1", "--items", "600", "--jobs", jobs, "--out", At(folder),
    ]);
}
