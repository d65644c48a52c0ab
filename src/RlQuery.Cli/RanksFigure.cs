using System.Globalization;
using RlQuery.Core.Evaluation.Metrics;
using RlQuery.Core.Statistics;
using RlQuery.Core.Strategies;
using RlQuery.Reports;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary>The critical difference diagram of an evaluation.</summary>
internal static class RanksFigure
{
    /// <summary>Name of its files without extension.</summary>
    public const string Name = "critical-difference";

    /// <summary>Draws the mean ranks of all strategies.</summary>
    /// <returns>Null for fewer than three strategies or five sets.</returns>
    public static Figure? Create(IReadOnlyList<EpisodeResult> episodes)
    {
        if (StrategyRanks.Of(episodes) is not { Test: Friedman test } ranks)
        {
            return null;
        }
        string p = test.PValue < 0.001 ? "p < 0.001" : string.Create(CultureInfo.InvariantCulture, $"p = {test.PValue:F3}");
        string subtitle = string.Create(
            CultureInfo.InvariantCulture,
            $"Ranks of mean AUBC{Of(episodes[0].Curve.Metric)} over {test.DataSets} sets. Friedman's test of equal ranks: {p}. Bars join strategies that Nemenyi's test does not tell apart (5 %).");
        return CriticalDifferenceFigure.Create(
            "Mean ranks and critical difference", subtitle,
            [.. ranks.Strategies.Zip(test.MeanRanks, (name, rank) => new RankedStrategy(name, !HeuristicNames.Contains(name), rank))],
            test.CriticalDifference(Verdicts.Level), test.Groups(Verdicts.Level));
    }

    private static string Of(IMetric metric) => metric == MetricCatalog.Accuracy ? "" : $" ({metric.Words})";
}
