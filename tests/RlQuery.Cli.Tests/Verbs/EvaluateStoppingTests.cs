using RlQuery.Studies;

namespace RlQuery.Cli.Tests.Verbs;

public sealed class EvaluateStoppingTests : TemporaryFolder
{
    private static readonly string[] Asked =
        ["--stopping-rule", "budget:3 or (stability:0.99:1 and confidence:0.99)", "--stopping-rule", "confidence:0.75", "--stopping-rule", "budget:100"];

    [Fact]
    public void Rules_in_hindsight_change_no_curve_and_have_their_table()
    {
        CommandRun run = Evaluate("out", Asked);
        Evaluate("plain");
        foreach (string file in new[] { "episodes.csv", "aubc.csv", "summary.csv", "comparisons.csv", "verdicts.csv", "learning-curves.svg" })
        {
            Assert.Equal(File.ReadAllBytes(At("plain", file)), File.ReadAllBytes(At("out", file)));
        }
        Assert.False(File.Exists(At("plain", "stopping.csv")));
        var rows = ResultTable.Read(At("out", "stopping.csv")).Records.ToArray();
        // Three rules, two strategies, two sets and both together.
        Assert.Equal(3 * 2 * 3, rows.Length);
        IReadOnlyDictionary<string, string> never = rows.First(row => row["rule"] == "budget:100");
        Assert.Equal(("0", "8.000000", "0.000000", "0.000000"), (never["stopped"], never["labels"], never["labels_saved"], never["score_lost"]));

        // A budget in hindsight is what a run of that budget ends with.
        Evaluate("short", "--budget", "3");
        var ends = ResultTable.Read(At("short", "summary.csv")).Records.ToDictionary(row => (row["data"], row["strategy"]), row => row["final_mean"]);
        var stops = rows.Where(row => row["rule"].StartsWith("budget:3 or", StringComparison.Ordinal) && row["data"].Length > 0 && row["labels"] == "5.000000")
            .ToArray();
        Assert.NotEmpty(stops);
        Assert.All(stops, row => Assert.Equal(ends[(row["data"], row["strategy"])], row["score"]));

        Assert.Contains(run.OutputLines, line => line.StartsWith("stopping rule ", StringComparison.Ordinal));
        string report = File.ReadAllText(At("out", "report.html"));
        Assert.Contains("Stopping rules in hindsight", report, StringComparison.Ordinal);
        Assert.Contains(
            "--stopping-rule &#39;budget:3 or (stability:0.99:1 and confidence:0.99)&#39;", report.Replace("'", "&#39;", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Jobs_shards_and_a_stop_change_no_byte()
    {
        Evaluate("whole", [.. Asked, "--jobs", "1"]);
        Evaluate("s1", [.. Asked, "--jobs", "2", "--shard", "1/2"]);
        Evaluate("s2", [.. Asked, "--jobs", "2", "--shard", "2/2"]);
        Assert.Equal(0, CommandRun.Of("merge", At("s2"), At("s1"), "--out", At("merged")).ExitCode);
        Assert.Equal(Content(At("whole")), Content(At("merged")));
        Assert.Equal(130, InterruptedRun.Of("evaluate: 30 %", Args("stopped", [.. Asked, "--jobs", "2"])).ExitCode);
        CommandRun.Of(Args("stopped", "--stopping-rule", "budget:3", "--resume")).IsRefusedWith(
            $"{At("stopped")}: stop was budget:3 or (stability:0.99:1 and confidence:0.99), confidence:0.75, budget:100 and is budget:3 now; resume with "
                + "what the run began with, or name a new folder");
        Assert.Equal(0, CommandRun.Of(Args("stopped", [.. Asked, "--resume"])).ExitCode);
        Assert.Equal(Content(At("whole")), Content(At("stopped")));
    }

    [Fact]
    public void What_is_no_rule_and_what_is_given_twice_is_refused_together()
    {
        CommandRun run = CommandRun.Of(Args("out", "--stopping-rule", "budget:0", "--stopping-rule", "budget:3", "--stopping-rule", "(budget:3)"));
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(["stop: budget:0 is not allowed; use budget:N with N of 1..1000000", "stop: 'budget:3' is given twice; name each once"], run.ErrorLines);
        Assert.False(Directory.Exists(At("out")));
    }

    private CommandRun Evaluate(string name, params string[] args)
    {
        CommandRun run = CommandRun.Of(Args(name, args));
        Assert.Equal(0, run.ExitCode);
        return run;
    }

    private string[] Args(string name, params string[] args) =>
    [
        "evaluate", WriteEnvironment(), "--out", At(name), "--data", WriteTable("near.csv", 40), "--data", WriteTable("far.csv", 30),
        "--strategy", "random", "--strategy", "margin", "--seeds", "0-3", .. args,
    ];
}
