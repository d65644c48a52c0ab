using System.Globalization;
using RlQuery.Core.Evaluation.Metrics;
using RlQuery.Studies;
using Spectre.Console;

namespace RlQuery.Cli;

/// <summary>The tables that an evaluation prints.</summary>
internal static class ResultTables
{
    /// <summary>A row for each data set and strategy, with the paired differences over its seeds.</summary>
    public static Table BySet(IReadOnlyList<SummaryRow> summary, IReadOnlyList<Comparison> comparisons)
    {
        string[] references = References(comparisons);
        Table table = Tables.Create(["data", "strategy", Area(summary), "sd", "final", .. references.Select(reference => $"to {reference} [95 %]")]).Numbers(2..);
        foreach (SummaryRow row in summary)
        {
            table.Row([
                row.Data, row.Strategy, Number(row.AubcMean), Number(row.AubcDeviation), Number(row.FinalMean),
                .. references.Select(reference => Difference(Find(comparisons, row.Data, row.Strategy, reference))),
            ]);
        }
        return table;
    }

    /// <summary>A row for each strategy, over all sets.</summary>
    public static Table Overall(IReadOnlyList<SummaryRow> summary, IReadOnlyList<Comparison> comparisons)
    {
        string[] references = References(comparisons);
        Table table = Tables.Create(["all sets", Area(summary), .. references.SelectMany(reference => new[] { $"to {reference} [95 %]", "better", "p" })]).Numbers(1..);
        foreach (IGrouping<string, SummaryRow> rows in summary.GroupBy(row => row.Strategy))
        {
            table.Row([
                rows.Key, Number(rows.Average(row => row.AubcMean)),
                .. references.Select(reference => Find(comparisons, null, rows.Key, reference)).SelectMany(one => new[]
                {
                    Difference(one),
                    one is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{one.Better} of {one.Test.Pairs}"),
                    one is null ? "" : Probability(one.PValue),
                }),
            ]);
        }
        return table;
    }

    /// <summary>A row for each data set and strategy, with what was measured beside the metric that strategies are compared by.</summary>
    public static Table Others(IReadOnlyList<SummaryRow> rows)
    {
        IMetric[] metrics = [.. rows.Select(row => row.Metric).Distinct()];
        Table table = Tables.Create(["data", "strategy", .. metrics.SelectMany(metric => new[] { $"{metric.Name} AUBC", "final" })]).Numbers(2..);
        foreach (var group in rows.GroupBy(row => (row.Data, row.Strategy)))
        {
            table.Row([group.Key.Data, group.Key.Strategy, .. group.SelectMany(row => new[] { Number(row.AubcMean), Number(row.FinalMean) })]);
        }
        return table;
    }

    /// <summary>A row for each strategy: labels saved on the way to the score that the main reference ends with.</summary>
    public static Table Labels(IReadOnlyList<LabelsSaved> saved, IMetric metric)
    {
        bool several = saved.Any(one => one.Data is null);
        Table table = Tables.Create($"to {ComparisonReference.Main(metric.Task).Name}'s final {metric.Words}", several ? "labels saved (median)" : "labels saved", "reached on").Numbers(1..);
        foreach (LabelsSaved one in saved.Where(one => one.Data is null == several))
        {
            table.Row([
                one.Strategy, double.IsNaN(one.Saved) ? "" : one.Saved.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{one.Reached} of {one.Sets}"),
            ]);
        }
        return table;
    }

    /// <summary>A row for each strategy: labels to the scores that were asked for.</summary>
    public static Table Reached(IReadOnlyList<LabelsToTarget> rows, IMetric metric)
    {
        bool several = rows.Any(one => one.Data is null);
        LabelsToTarget[] shown = [.. rows.Where(one => one.Data is null == several)];
        double[] targets = [.. shown.Select(one => one.Target).Distinct()];
        Table table = Tables.Create(
            [$"to {metric.Words} of", .. targets.SelectMany(target => new[] { string.Create(CultureInfo.InvariantCulture, $"{target}: labels{(several ? " (median)" : "")}"), "reached on" })]).Numbers(1..);
        foreach (IGrouping<string, LabelsToTarget> strategy in shown.GroupBy(one => one.Strategy))
        {
            table.Row([
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
    public static Table Stops(IReadOnlyList<StoppingRow> rows)
    {
        bool several = rows.Any(one => one.Data is null);
        Table table = Tables.Create("stopping rule", "strategy", "stopped", "labels", "labels saved", "score", "at the end", "lost [95 %]").Numbers(2..);
        foreach (StoppingRow one in rows.Where(one => one.Data is null == several))
        {
            table.Row([
                one.Rule, one.Strategy, string.Create(CultureInfo.InvariantCulture, $"{one.Stopped} of {one.Episodes}"),
                one.Labels.ToString("F1", CultureInfo.InvariantCulture), one.Saved.ToString("F1", CultureInfo.InvariantCulture), Number(one.Score), Number(one.Final),
                double.IsNaN(one.Lost.Lower) ? Signed(one.Lost.Mean) : $"{Signed(one.Lost.Mean)} [{Signed(one.Lost.Lower)}, {Signed(one.Lost.Upper)}]",
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

    private static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("F4", CultureInfo.InvariantCulture);

    private static string Difference(Comparison? comparison) => comparison switch
    {
        null => "",
        { Test.Lower: double.NaN } => Signed(comparison.Test.Difference),
        _ => $"{Signed(comparison.Test.Difference)} [{Signed(comparison.Test.Lower)}, {Signed(comparison.Test.Upper)}]",
    };

    internal static string Signed(double value) => value.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture);

    internal static string Probability(double value) => value < 0.001 ? "<0.001" : value.ToString("F3", CultureInfo.InvariantCulture);
}
