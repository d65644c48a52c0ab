using RlQuery.Core.Tasks;
using RlQuery.Studies;
using RlQuery.Studies.Episodes;

namespace RlQuery.Cli.Tests.Verbs;

public sealed class EvaluateMetricsTests : TemporaryFolder
{
    private static readonly string[] Asked = ["--metric", "log-loss", "--metric", "auc", "--metric", "accuracy"];

    [Fact]
    public void Accuracy_by_name_is_the_evaluation_of_no_name_to_the_byte()
    {
        CommandRun plain = Evaluate("plain");
        CommandRun named = Evaluate("named", "--metric", "accuracy");
        Assert.Equal(Content(At("plain")), Content(At("named")));
        Assert.Equal(plain.Output.Replace(At("plain"), At("named"), StringComparison.Ordinal), named.Output);
    }

    [Fact]
    public void Each_metric_has_the_curves_that_it_has_alone()
    {
        Evaluate("several", Asked);
        Evaluate("alone", "--metric", "auc");
        Evaluate("plain");
        IReadOnlyList<EpisodeResult> several = EpisodesFile.Read(At("several", "episodes.csv"), Known.Parts);
        Assert.Equal(["log-loss", "auc", "accuracy"], several[0].Curve.Metrics.Select(metric => metric.Name));
        Assert.Equal(
            EpisodesFile.Read(At("alone", "episodes.csv"), Known.Parts).SelectMany(episode => episode.Curve.Scores),
            several.SelectMany(episode => episode.In(1).Curve.Scores));
        Assert.Equal(
            EpisodesFile.Read(At("plain", "episodes.csv"), Known.Parts).SelectMany(episode => episode.Curve.Scores),
            several.SelectMany(episode => episode.In(2).Curve.Scores));
    }

    [Fact]
    public void The_first_metric_is_what_tables_figures_and_report_speak_of()
    {
        CommandRun run = Evaluate("out", Asked);
        Assert.Single(run.OutputLines, line => line.StartsWith("to margin's final log-loss", StringComparison.Ordinal));
        Assert.Single(run.OutputLines, line => line.StartsWith("data  strategy  auc AUBC", StringComparison.Ordinal));
        string report = File.ReadAllText(At("out", "report.html"));
        Assert.Contains("A lower log-loss is better, and differences are gains", report, StringComparison.Ordinal);
        Assert.Contains("compared by log-loss (lower is better); also measured: AUC, accuracy", report, StringComparison.Ordinal);
        Assert.Contains("--metric log-loss", report, StringComparison.Ordinal);
        Assert.DoesNotContain("final accuracy", report, StringComparison.Ordinal);
        Assert.Contains("test log-loss (lower is better)", File.ReadAllText(At("out", "learning-curves.svg")), StringComparison.Ordinal);

        // A gain over random is a lower loss.
        var summary = ResultTable.Read(At("out", "summary.csv")).Records.Where(row => row["data"] == "near" && row["metric"] == "log-loss").ToDictionary(
            row => row["strategy"], row => double.Parse(row["aubc_mean"]));
        double difference = double.Parse(
            ResultTable.Read(At("out", "comparisons.csv")).Records.First(
                row => row is { } one && one["data"] == "near" && one["strategy"] == "margin" && one["reference"] == "random")["difference"]);
        Assert.Equal(summary["random"] - summary["margin"], difference, 2e-6);

        IReadOnlyList<(string Name, string Bytes)> drawn = Content(At("out"));
        Assert.Equal(0, CommandRun.Of("plot", At("out")).ExitCode);
        Assert.Equal(drawn, Content(At("out")));
    }

    [Fact]
    public void Jobs_shards_and_a_stop_change_no_byte()
    {
        Evaluate("whole", [.. Asked, "--jobs", "1"]);
        for (int part = 1; part <= 2; part++)
        {
            Evaluate($"s{part}", [.. Asked, "--jobs", "2", "--shard", $"{part}/2"]);
        }
        Assert.Equal(0, CommandRun.Of("merge", At("s2"), At("s1"), "--out", At("merged")).ExitCode);
        Assert.Equal(Content(At("whole")), Content(At("merged")));

        Assert.Equal(130, InterruptedRun.Of("evaluate: 30 %", Args("stopped", [.. Asked, "--jobs", "2"])).ExitCode);
        CommandRun.Of(Args("stopped", "--metric", "auc", "--resume")).IsRefusedWith(
            $"{At("stopped")}: metrics was log-loss, auc, accuracy and is auc now; resume with what the run began with, or name a new folder");
        Assert.Equal(0, CommandRun.Of(Args("stopped", [.. Asked, "--resume"])).ExitCode);
        Assert.Equal(Content(At("whole")), Content(At("stopped")));
    }

    [Fact]
    public void Evaluations_of_other_metrics_are_not_drawn_over_each_other()
    {
        Evaluate("loss", "--metric", "log-loss");
        Evaluate("plain");
        CommandRun.Of("plot", At("plain"), At("loss")).IsRefusedWith(
            $"{At("loss")}: measures log-loss, where {At("plain")} measures accuracy; overlay evaluations of one metric");
    }

    [Fact]
    public void A_metric_that_a_set_does_not_allow_is_refused_before_anything_runs()
    {
        CommandRun run = CommandRun.Of(Args("out", "--metric", "out-of-scope-recall"));
        Assert.Equal(2, run.ExitCode);
        Assert.All(run.ErrorLines, line => Assert.EndsWith(
            "has no class that is out of scope; name it in the environment, under outOfScope", line, StringComparison.Ordinal));
        Assert.StartsWith("metric: 'out-of-scope-recall' cannot be measured: ", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("out")));
    }

    [Fact]
    public void Metrics_that_are_unknown_or_given_twice_are_refused_together()
    {
        CommandRun run = CommandRun.Of(Args("out", "--metric", "f2", "--metric", "auc", "--metric", "auc"));
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(["metric: 'auc' is given twice; name each once", "metric: 'f2' is unknown; did you mean 'f1'?"], run.ErrorLines);
    }

    [Fact]
    public void Metrics_are_listed_with_what_is_better()
    {
        string[] lines = CommandRun.Of("list", "metrics").OutputLines;
        Assert.Equal(Known.Parts.All<IMetric>().Select(metric => metric.Name), lines.Skip(1).Select(line => line.Split(' ')[0]));
        Assert.Contains(lines, line => line.StartsWith("log-loss ", StringComparison.Ordinal) && line.Contains(" lower ", StringComparison.Ordinal));
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
