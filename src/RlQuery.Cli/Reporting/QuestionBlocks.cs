using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Evaluation.Metrics;
using RlQuery.Reports.Html;

namespace RlQuery.Cli;

/// <summary>What was asked.</summary>
internal static class QuestionBlocks
{
    public static IEnumerable<ReportBlock> Of(ReportSource source)
    {
        (string Name, string Value)[] facts =
        [
            (source.Environments.Count == 1 ? "environment" : "environments", string.Join(", ", source.Environments.Select(one => ReportSource.Show(one["name"])))),
            ("data sets", Count(source.Entries("data").Select(set => ReportSource.Show(set["name"])))),
            ("learned policies", Count(source.Strategies("policy"))),
            ("heuristics", Count(source.Strategies("heuristic"))),
            ("controls", Count(source.Strategies("control"))),
            (source.IsGrid ? "learners" : "learner", string.Join(", ", source.Learners)),
            ("metrics", Metrics(source.Metrics)),
            ("seeds", Seeds(source)),
            ("scores to reach", string.Join(", ", source.Reach)),
            ("stopping rules in hindsight", string.Join("; ", source.Stops)),
            ("queries of an episode", source.Text("budget")),
            ("queries between two fits", source.Text("batchSize")),
            ("first labels of each class", source.Text("startPerClass")),
            ("first labels", source.Text("startLabels")),
            ("folds", Folds(source.Text("split", "folds"))),
            ("share of rows to query", source.Text("split", "poolShare")),
            ("most rows to query", source.Text("split", "poolCap")),
            ("seeds for attention", source.Text("attentionRepeats")),
            ("cross-validation", CrossValidation(source)),
        ];
        return
        [
            new ReportParagraph($"{Question(source.Metric.Task)} as labels are added one batch at a time, when each strategy chooses the rows that are labelled? The other rows are the test."),
            new ReportFacts([.. facts.Where(fact => fact.Value.Length > 0)]),
        ];
    }

    private static string Question(LearningTask task) => task == LearningTask.Regression ? "How well does a model predict numbers" : "How accurate does a model become";

    private static string Count(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return all.Length switch
        {
            0 => "",
            1 => all[0],
            _ => $"{all.Length}: {string.Join(", ", all)}",
        };
    }

    private static string Metrics(IReadOnlyList<IMetric> metrics) => MetricCatalog.IsDefault(metrics) ? ""
        : $"compared by {metrics[0].Words} ({(metrics[0].HigherIsBetter ? "higher" : "lower")} is better)"
        + (metrics.Count == 1 ? "" : $"; also measured: {string.Join(", ", metrics.Skip(1).Select(metric => metric.Words))}");

    private static string Folds(string folds) => folds.Length == 0 ? "" : $"{folds}, stratified: seed S tests on fold S mod {folds} of repetition S / {folds}, and queries the others";

    private static string Seeds(ReportSource source)
    {
        (string first, string repeats) = (source.Text("seed"), source.Text("repeats"));
        return repeats == "1" ? first : string.Create(
            CultureInfo.InvariantCulture,
            $"{repeats}: {first} to {long.Parse(first, CultureInfo.InvariantCulture) + long.Parse(repeats, CultureInfo.InvariantCulture) - 1}");
    }

    private static string CrossValidation(ReportSource source) => source.Manifest["crossValidation"] is not { } plan ? "" :
        $"{plan["folds"]!.AsArray().Count} folds by origin; each set is measured with a policy ({source.Text("crossValidation", "agent")}, {source.Text("crossValidation", "steps")} steps, "
        + $"seed {source.Text("crossValidation", "seed")}) that was trained without any set of its origin";
}
