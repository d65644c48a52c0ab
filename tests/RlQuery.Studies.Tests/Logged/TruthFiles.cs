using System.Globalization;
using RlQuery.Core.Statistics;
using RlQuery.Reports;
using RlQuery.Studies.Logged;

namespace RlQuery.Studies.Tests.Logged;

/// <summary>The tables and the figure of results/logged.</summary>
internal static class TruthFiles
{
    private const int Shown = 5;

    public static void Write(string folder, IReadOnlyList<TruthRow> rows)
    {
        Directory.CreateDirectory(folder);
        string[] values = ["doubly_robust", "direct", "inverse_propensity"];
        new ResultTable(
            [
                "data", "seed", "queries", "policy", "metric", "effective_queries", "inside_share", "truth",
                .. values.SelectMany(value => (string[])[value, $"{value}_lower", $"{value}_upper"]),
            ],
            [.. rows.Select(Cells)]).Write(Path.Combine(folder, "estimates.csv"));
        new ResultTable(
            [
                "queries", "metric", "policy", "sessions", "effective_queries", "inside_share", "truth", "bias", "bias_error", "error_robust", "error_direct",
                "error_inverse", "with_interval", "held", "held_direct", "held_inverse", "half_width",
            ],
            [
                .. rows.GroupBy(row => (row.Estimate.Queries, row.Estimate.Metric, row.Estimate.Policy)).Select(Summary),
                .. rows.GroupBy(row => (row.Estimate.Queries, row.Estimate.Metric, Policy: "all")).Select(Summary),
            ]).Write(Path.Combine(folder, "coverage.csv"));
        TruthRow[] drawn = [.. rows.Where(row => row.Estimate is { Metric: "log-loss", Queries: 200 } && row.Seed < Shown)];
        EstimateFigure.Create(
            "Estimated and true gain per query, 200 questions", "Doubly robust, 95 % intervals; fall of log-loss on 150 held-back rows; five sessions a set.",
            "true gain", "estimate",
            [
                .. drawn.GroupBy(row => row.Data).Select(set => new EstimatePanel(set.Key, [.. set.Select(row => new EstimatePoint(
                    row.Estimate.Policy, row.Truth, row.Estimate.Robust.Mean, row.Estimate.Robust.Lower, row.Estimate.Robust.Upper))])),
            ]).Save(folder, "estimates");
    }

    private static string[] Cells(TruthRow row) =>
    [
        row.Data, Whole(row.Seed), Whole(row.Estimate.Queries), row.Estimate.Policy, row.Estimate.Metric, LoggedTruth.Format(row.Estimate.Effective),
        LoggedTruth.Format(row.Estimate.Inside), LoggedTruth.Format(row.Truth),
        .. ((MeanInterval[])[row.Estimate.Robust, row.Estimate.Direct, row.Estimate.Inverse]).SelectMany(one =>
            (string[])[LoggedTruth.Format(one.Mean), LoggedTruth.Format(one.Lower), LoggedTruth.Format(one.Upper)]),
    ];

    private static string[] Summary(IGrouping<(int Queries, string Metric, string Policy), TruthRow> group)
    {
        TruthRow[] rows = [.. group];
        TruthRow[] told = [.. rows.Where(row => row.HasInterval)];
        double[] errors = [.. rows.Select(row => row.Estimate.Robust.Mean - row.Truth)];
        double bias = errors.Average();
        double spread = Math.Sqrt(errors.Sum(one => (one - bias) * (one - bias)) / (errors.Length - 1) / errors.Length);
        double Root(Func<LoggedRow, MeanInterval> which) =>
            Math.Sqrt(rows.Select(row => which(row.Estimate).Mean - row.Truth).Where(double.IsFinite).Average(one => one * one));
        double Share(Func<LoggedRow, MeanInterval> which) => told.Length == 0 ? double.NaN : told.Average(row => row.Holds(which(row.Estimate)) ? 1.0 : 0);
        double[] widths = [.. told.Select(row => (row.Estimate.Robust.Upper - row.Estimate.Robust.Lower) / 2).Order()];
        return
        [
            Whole(group.Key.Queries), group.Key.Metric, group.Key.Policy, Whole(rows.Length), LoggedTruth.Format(rows.Average(row => row.Estimate.Effective)),
            LoggedTruth.Format(rows.Average(row => row.Estimate.Inside)), LoggedTruth.Format(rows.Average(row => row.Truth)), LoggedTruth.Format(bias),
            LoggedTruth.Format(spread), LoggedTruth.Format(Root(one => one.Robust)), LoggedTruth.Format(Root(one => one.Direct)),
            LoggedTruth.Format(Root(one => one.Inverse)), Whole(told.Length), LoggedTruth.Format(Share(one => one.Robust)),
            LoggedTruth.Format(Share(one => one.Direct)), LoggedTruth.Format(Share(one => one.Inverse)),
            LoggedTruth.Format(widths.Length == 0 ? double.NaN : widths[widths.Length / 2]),
        ];
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
