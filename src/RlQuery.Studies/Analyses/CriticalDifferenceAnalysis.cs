using System.Globalization;
using RlQuery.Core.Statistics;
using RlQuery.Core.Tasks;
using RlQuery.Reports;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Measures;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Analyses;

/// <summary>The critical difference diagram of an evaluation.</summary>
internal sealed class CriticalDifferenceAnalysis : Analysis
{
    /// <inheritdoc/>
    public override string Name => Figure.Name;

    /// <inheritdoc/>
    public override string Description => "mean ranks over data sets, with what they have to differ by";

    /// <inheritdoc/>
    public override AnalysisFigure Figure { get; } = new(
        "critical-difference", Draw,
        _ => "Critical difference diagram: the mean rank of each strategy over the data sets.",
        _ => "Mean ranks over the data sets; strategies that a bar joins are not told apart by Nemenyi's test.");

    // Nothing for fewer than three strategies or five sets.
    private static Figure? Draw(ResultFolder folder)
    {
        IReadOnlyList<EpisodeResult> episodes = folder.Episodes;
        if (StrategyRanks.Of(episodes) is not { Test: Friedman test } ranks)
        {
            return null;
        }
        string p = test.PValue < 0.001 ? "p < 0.001" : string.Create(CultureInfo.InvariantCulture, $"p = {test.PValue:F3}");
        string subtitle = string.Create(
            CultureInfo.InvariantCulture,
            $"Ranks of mean AUBC{Of(episodes[0].Curve.Metric)} over {test.DataSets} sets. Friedman's test of equal ranks: {p}. "
            + $"Bars join strategies that Nemenyi's test does not tell apart (5 %).");
        return CriticalDifferenceFigure.Create(
            "Mean ranks and critical difference", subtitle,
            [.. ranks.Strategies.Zip(test.MeanRanks, (name, rank) => new RankedStrategy(name, folder.KindOf(name).IsSubject(), rank))],
            test.CriticalDifference(Verdicts.Level), test.Groups(Verdicts.Level));
    }

    private static string Of(IMetric metric) => metric == UsualMetric.Accuracy ? "" : $" ({metric.Words})";
}
