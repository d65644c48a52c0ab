using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Tasks;
using RlQuery.Reports.Html;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Reporting;

/// <summary>What was asked.</summary>
internal static class QuestionBlocks
{
    public static IEnumerable<ReportBlock> Of(ResultFolder folder)
    {
        EvaluationSettings settings = folder.Settings;
        (string Name, string Value)[] facts =
        [
            (settings.Environments.Count == 1 ? "environment" : "environments", string.Join(", ", settings.Environments.Select(one => one.Name))),
            ("data sets", Count(settings.Sets.Select(set => set.Name))),
            ("learned policies", Count(folder.Strategies(StrategyKind.Policy))),
            ("own strategies", Count(folder.Strategies(StrategyKind.Own))),
            ("heuristics", Count(folder.Strategies(StrategyKind.Heuristic))),
            ("controls", Count(folder.Strategies(StrategyKind.Control))),
            (folder.IsGrid ? "learners" : "learner", string.Join(", ", settings.Learners)),
            ("metrics", Metrics(settings.Metrics)),
            ("seeds", Seeds(settings.Seed, settings.Repeats)),
            ("scores to reach", string.Join(", ", settings.Reach.Select(score => Text(score)))),
            ("stopping rules in hindsight", string.Join("; ", settings.Stops)),
            ("queries of an episode", Text(settings.Budget)),
            ("queries between two fits", Text(settings.BatchSize)),
            ("first labels of each class", Text(settings.StartPerClass)),
            ("first labels", Text(settings.StartLabels)),
            ("folds", Folds(Text(settings.Folds))),
            ("note", string.Join("; ", settings.Notes)),
            ("share of rows to query", Text(settings.PoolShare)),
            ("most rows to query", Text(settings.PoolCap)),
            ("seeds for attention", Text(settings.AttentionRepeats)),
            ("cross-validation", CrossValidation(settings.CrossValidation)),
        ];
        return
        [
            new ReportParagraph(
                $"{Question(folder.Metric)} as labels are added one batch at a time, when each strategy chooses the rows that are labelled? "
                + "The other rows are the test."),
            new ReportFacts([.. facts.Where(fact => fact.Value.Length > 0)]),
        ];
    }

    private static string Question(IMetric metric) => metric.Kind switch
    {
        TargetKind.Number => "How well does a model predict numbers",
        TargetKind.Class => "How accurate does a model become",
        _ => "How well does a model predict sets of classes",
    };

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

    private static string Metrics(IReadOnlyList<IMetric> metrics) => UsualMetric.IsAlone(metrics) ? ""
        : $"compared by {metrics[0].Words} ({(metrics[0].HigherIsBetter ? "higher" : "lower")} is better)"
        + (metrics.Count == 1 ? "" : $"; also measured: {string.Join(", ", metrics.Skip(1).Select(metric => metric.Words))}");

    private static string Folds(string folds) => folds.Length == 0
        ? ""
        : $"{folds}, stratified: seed S tests on fold S mod {folds} of repetition S / {folds}, and queries the others";

    private static string Seeds(long first, int repeats) =>
        repeats == 1 ? Text(first) : string.Create(CultureInfo.InvariantCulture, $"{repeats}: {first} to {first + repeats - 1}");

    private static string CrossValidation(DescribedCrossValidation? plan) => plan is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"{plan.Folds} folds by origin; each set is measured with a policy ({plan.Agent}, {plan.Steps} steps, seed {plan.Seed}) "
        + $"that was trained without any set of its origin");

    private static string Text<T>(T? value) => string.Create(CultureInfo.InvariantCulture, $"{value}");
}
