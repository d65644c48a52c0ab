using System.Text.Json.Nodes;
using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tasks.Regression;

namespace RlQuery.Cli.Tests.Verbs;

/// <summary>Evaluations of regression, from the command line to the report.</summary>
public sealed class EvaluateRegressionTests : TemporaryFolder
{
    private static readonly string[] Strategies = ["--strategy", "random", "--strategy", "greedy-input", "--strategy", "qbc-variance"];

    [Fact]
    public void Curves_tables_figures_and_report_are_written_and_plotted_again_the_same()
    {
        CommandRun run = CommandRun.Of(Args("out", [.. Strategies, "--metric", "rmse", "--metric", "r2", "--jobs", "1"]));
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains(run.OutputLines, line => line.StartsWith("against random: ", StringComparison.Ordinal));
        Assert.Equal("data,strategy,seed,labels,rmse,r2", File.ReadLines(At("out", "episodes.csv")).First());
        Assert.Equal("data,strategy,reference,pairs", File.ReadLines(At("out", "differences.csv")).First()[..29]);
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(At("out", "manifest.json")))!;
        Assert.Equal("ridge-regression", manifest["learner"]!.ToString());
        Assert.Equal(5, manifest["startLabels"]!.GetValue<int>());
        Assert.All(manifest["strategies"]!.AsArray(), strategy => Assert.Equal("heuristic", strategy!["kind"]!.ToString()));
        string report = File.ReadAllText(At("out", "report.html"));
        Assert.Contains("A lower RMSE is better", report, StringComparison.Ordinal);
        Assert.Contains("Differences to random labels, set by set.", report, StringComparison.Ordinal);
        Assert.All(["margin sampling", "margin's", "margin ends", "accura"], word => Assert.DoesNotContain(word, report, StringComparison.Ordinal));

        IReadOnlyList<(string Name, string Bytes)> written = Content(At("out"));
        foreach (string figure in Directory.GetFiles(At("out"), "*.svg"))
        {
            File.Delete(figure);
        }
        Assert.Equal(0, CommandRun.Of("plot", At("out")).ExitCode);
        Assert.Equal(written, Content(At("out")));
    }

    [Fact]
    public void Shards_of_a_grid_of_learners_merge_to_the_bytes_of_the_whole_at_any_number_of_jobs()
    {
        string[] grid = [.. Strategies, "--learner", "ridge-regression", "--learner", "gaussian-process-regression"];
        Assert.Equal(0, CommandRun.Of(Args("whole", [.. grid, "--jobs", "1"])).ExitCode);
        Assert.Equal(0, CommandRun.Of(Args("a", [.. grid, "--jobs", "4", "--shard", "1/2"])).ExitCode);
        Assert.Equal(0, CommandRun.Of(Args("b", [.. grid, "--jobs", "2", "--shard", "2/2"])).ExitCode);
        CommandRun merge = CommandRun.Of("merge", At("b"), At("a"), "--out", At("merged"));
        Assert.True(merge.ExitCode == 0, merge.Error);
        Assert.Equal(Content(At("whole")), Content(At("merged")));
        Assert.Contains("gains.svg", Content(At("whole")).Select(file => file.Name));
    }

    [Fact]
    public void Tasks_are_not_mixed()
    {
        string known = string.Join(
            ", ",
            Known.Parts.All<IQueryStrategy>().Where(strategy => strategy.SignalList.Needs.AreMetBy(RegressionTask.Instance)).Select(strategy => strategy.Name));
        string regressors = string.Join(
            ", ", Known.Parts.All<ILearnerFactory>().Where(learner => learner.Predicts == TargetKind.Number).Select(learner => learner.Name));
        CommandRun.Of(Args("out", ["--strategy", "margin", "--strategy", "greedy"])).IsRefusedWith(
            $"strategy: 'margin' needs class probabilities, and numbers are predicted; use {known}", $"strategy: 'greedy' is unknown; use {known}");
        CommandRun.Of(Args("out", ["--learner", "svm-rbf"])).IsRefusedWith(
            $"learner: 'svm-rbf' predicts classes, and numbers are asked for; use {regressors}");
        CommandRun.Of(Args("out", ["--metric", "accuracy"])).IsRefusedWith(
            $"metric: 'accuracy' measures classification, and this is regression; use {MetricsOf(TargetKind.Number)}");
        CommandRun.Of(Args("out", ["--policy", WritePolicy("p")])).IsRefusedWith(
            "policy: 'p' needs class probabilities, and numbers are predicted; use one that was trained for regression");
        CommandRun.Of("evaluate", RegressionFile(), "--data", "wine", "--out", At("out")).IsRefusedWith(
            "data: 'wine' has a class as its target, and the environment's task is regression");
        known = string.Join(
            ", ", Known.Parts.All<IQueryStrategy>().Where(strategy => strategy.SignalList.Needs.AreMetBy(ClassificationTask.Instance)).Select(
                strategy => strategy.Name));
        CommandRun.Of("evaluate", WriteEnvironment(), "--data", "abalone", "--strategy", "greedy-output", "--metric", "rmse", "--out", At("out")).IsRefusedWith(
            "data: 'abalone' has a number as its target, and the environment's task is classification",
            $"strategy: 'greedy-output' needs predicted numbers, and classes are predicted; use {known}",
            $"metric: 'rmse' measures regression, and this is classification; use {MetricsOf(TargetKind.Class)}");
        Assert.False(Directory.Exists(At("out")));
    }

    [Theory]
    [InlineData("x,y\n1,2\n2,2\n3,2\n4,2\n", "own: the target is 2 in every row; a regression needs targets that differ")]
    [InlineData(
        "x,y\n1,2\n2,\n3,4\n4,5\n",
        "note: own: 1 of 4 rows have no label, and are left out\nown: 3 rows; a regression needs at least 4, half of them to test on")]
    [InlineData("x,y\n1,\n2,\n3,\n4,\n", "own: 4 of 4 rows have no target; every row needs one here")]
    [InlineData("x,y\n1,2\n2,1\n3,4\n", "own: 3 rows; a regression needs at least 4, half of them to test on")]
    [InlineData("x,y\n1,2\n2,1\n3,4\n4,5\n5,6\n6,7\n", "own: 6 rows make a pool of 3, which leaves nothing to ask for after 5 labels at the start")]
    [InlineData("x,y\n1,2\n2,red\n3,4\n4,5\n", "{0}: line 3, column y: \"red\" is text where numbers must be")]
    [InlineData("x,y\n1,2\n2,inf\n3,4\n4,5\n", "{0}: line 3, column y: \"inf\" is not a finite number; leave the cell empty where the value is missing")]
    public void Targets_that_cannot_be_learned_are_refused(string table, string fault)
    {
        string file = Write("own.csv", table);
        CommandRun.Of("evaluate", RegressionFile(), "--data", file, "--out", At("out"))
            .IsRefusedWith(fault.Replace("{0}", file, StringComparison.Ordinal).Split('\n'));
    }

    [Fact]
    public void A_budget_of_none_is_refused() =>
        CommandRun.Of(Args("out", ["--budget", "0"])).IsRefusedWith("budget: 0 is not allowed; use 1..100000");

    private static string MetricsOf(TargetKind kind) =>
        string.Join(", ", Known.Parts.All<IMetric>().Where(metric => metric.Kind == kind).Select(metric => metric.Name));

    private string RegressionFile() => Write("regression.json", """{ "task": "regression", "budget": 6 }""");

    private string[] Args(string name, string[] args)
    {
        var draws = new Pcg64(1);
        IEnumerable<string> Rows(double slope) => Enumerable.Range(0, 40).Select(_ => (X: draws.NextGaussian(), Y: draws.NextGaussian()))
            .Select(row => FormattableString.Invariant($"{row.X:F3},{row.Y:F3},{(slope * row.X) - row.Y + (0.1 * draws.NextGaussian()):F3}"));
        string[] data =
        [
            .. new[] { 1, 3 }.SelectMany(slope => new[] { "--data", Write($"slope-{slope}.csv", "a,b,z\n" + string.Join('\n', Rows(slope)) + "\n") }),
        ];
        return ["evaluate", RegressionFile(), .. data, .. args, .. args.Contains("--seeds") ? (string[])[] : ["--seeds", "0-2"], "--out", At(name)];
    }
}
