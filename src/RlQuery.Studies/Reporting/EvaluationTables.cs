using System.Globalization;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Measures;

namespace RlQuery.Studies.Reporting;

/// <summary>The tables that an evaluation prints.</summary>
public static class EvaluationTables
{
    /// <summary>A row for each data set and strategy, with the paired differences over its seeds.</summary>
    public static TextTable BySet(IReadOnlyList<SummaryRow> summary, IReadOnlyList<Comparison> comparisons)
    {
        string[] references = References(comparisons);
        var table = new TextTable(["data", "strategy", Area(summary), "sd", "final", .. references.Select(reference => $"to {reference} [95 %]")], 2);
        foreach (SummaryRow row in summary)
        {
            table.Add([
                row.Data, row.Strategy, TextNumbers.Score(row.AubcMean), TextNumbers.Score(row.AubcDeviation), TextNumbers.Score(row.FinalMean),
                .. references.Select(reference => Difference(Find(comparisons, row.Data, row.Strategy, reference))),
            ]);
        }
        return table;
    }

    /// <summary>A row for each strategy, over all sets.</summary>
    public static TextTable Overall(IReadOnlyList<SummaryRow> summary, IReadOnlyList<Comparison> comparisons)
    {
        string[] references = References(comparisons);
        var table = new TextTable(["all sets", Area(summary), .. references.SelectMany(reference => new[] { $"to {reference} [95 %]", "better", "p" })], 1);
        foreach (IGrouping<string, SummaryRow> rows in summary.GroupBy(row => row.Strategy))
        {
            table.Add([
                rows.Key, TextNumbers.Score(rows.Average(row => row.AubcMean)),
                .. references.Select(reference => Find(comparisons, null, rows.Key, reference)).SelectMany(one => new[]
                {
                    Difference(one),
                    one is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{one.Better} of {one.Test.Pairs}"),
                    one is null ? "" : TextNumbers.Probability(one.PValue),
                }),
            ]);
        }
        return table;
    }

    /// <summary>A row for each data set and strategy, with what was measured beside the metric that strategies are compared by.</summary>
    public static TextTable Others(IReadOnlyList<SummaryRow> rows)
    {
        IMetric[] metrics = [.. rows.Select(row => row.Metric).Distinct()];
        var table = new TextTable(["data", "strategy", .. metrics.SelectMany(metric => new[] { $"{metric.Name} AUBC", "final" })], 2);
        foreach (var group in rows.GroupBy(row => (row.Data, row.Strategy)))
        {
            table.Add([
                group.Key.Data, group.Key.Strategy, .. group.SelectMany(row => new[] { TextNumbers.Score(row.AubcMean), TextNumbers.Score(row.FinalMean) }),
            ]);
        }
        return table;
    }

    /// <summary>A row for each strategy: labels, or what is paid in their place, saved on the way to the score that the main reference ends with.</summary>
    public static TextTable Labels(IReadOnlyList<LabelsSaved> saved, IMetric metric, string unit)
    {
        bool several = saved.Any(one => one.Data is null);
        var table = new TextTable(
            [$"to {ComparisonReference.Main(metric).Name}'s final {metric.Words}", several ? $"{unit} saved (median)" : $"{unit} saved", "reached on"], 1);
        foreach (LabelsSaved one in saved.Where(one => one.Data is null == several))
        {
            table.Add([
                one.Strategy, double.IsNaN(one.Saved) ? "" : one.Saved.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{one.Reached} of {one.Sets}"),
            ]);
        }
        return table;
    }

    /// <summary>A row for each strategy: labels, or what is paid in their place, to the scores that were asked for.</summary>
    public static TextTable Reached(IReadOnlyList<LabelsToScore> rows, IMetric metric, string unit)
    {
        bool several = rows.Any(one => one.Data is null);
        LabelsToScore[] shown = [.. rows.Where(one => one.Data is null == several)];
        double[] targets = [.. shown.Select(one => one.Score).Distinct()];
        string labels = several ? $"{unit} (median)" : unit;
        var table = new TextTable(
            [
                $"to {metric.Words} of",
                .. targets.SelectMany(target => new[] { string.Create(CultureInfo.InvariantCulture, $"{target}: {labels}"), "reached on" }),
            ],
            1);
        foreach (IGrouping<string, LabelsToScore> strategy in shown.GroupBy(one => one.Strategy))
        {
            table.Add([
                strategy.Key,
                .. strategy.SelectMany(one => new[]
                {
                    double.IsNaN(one.Labels) ? "" : one.Labels.ToString("F1", CultureInfo.InvariantCulture),
                    string.Create(CultureInfo.InvariantCulture, $"{one.Reached} of {one.Sets}"),
                }),
            ]);
        }
        return table;
    }

    /// <summary>A row for each stopping rule and strategy: means over all sets.</summary>
    public static TextTable Stops(IReadOnlyList<StoppingRow> rows)
    {
        bool several = rows.Any(one => one.Data is null);
        var table = new TextTable(["stopping rule", "strategy", "stopped", "labels", "labels saved", "score", "at the end", "lost [95 %]"], 2);
        foreach (StoppingRow one in rows.Where(one => one.Data is null == several))
        {
            table.Add([
                one.Rule, one.Strategy, string.Create(CultureInfo.InvariantCulture, $"{one.Stopped} of {one.Episodes}"),
                one.Labels.ToString("F1", CultureInfo.InvariantCulture), one.Saved.ToString("F1", CultureInfo.InvariantCulture), TextNumbers.Score(one.Score),
                TextNumbers.Score(one.Final), TextNumbers.Signed(one.Lost.Mean, one.Lost.Lower, one.Lost.Upper),
            ]);
        }
        return table;
    }

    // A positive difference is a gain in every metric.
    private static string Area(IReadOnlyList<SummaryRow> summary) => summary switch
    {
        [] or [{ Metric: AccuracyMetric }, ..] => "AUBC",
        [{ Metric: { HigherIsBetter: true } metric }, ..] => $"{metric.Name} AUBC",
        [{ Metric: { } metric }, ..] => $"{metric.Name} AUBC (lower is better)",
    };

    private static string[] References(IReadOnlyList<Comparison> comparisons) => [.. comparisons.Select(one => one.Reference).Distinct()];

    private static Comparison? Find(IReadOnlyList<Comparison> comparisons, string? data, string strategy, string reference) =>
        comparisons.FirstOrDefault(one => one.Data == data && one.Strategy == strategy && one.Reference == reference);

    private static string Difference(Comparison? one) => one is null ? "" : TextNumbers.Signed(one.Test.Difference, one.Test.Lower, one.Test.Upper);
}
