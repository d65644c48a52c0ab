using System.Globalization;
using RlQuery.Core.Strategies;
using RlQuery.Reports;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary>The differences to margin sampling, or to random labels in regression, set by set.</summary>
internal static class DifferencesFigure
{
    /// <summary>Name of its files without extension.</summary>
    public const string Name = "differences";

    /// <summary>Draws the learned policies, or the heuristics where there are none.</summary>
    /// <returns>Null where the reference or anything else was not run, or on a single set, of which the learning curves say as much.</returns>
    public static Figure? Create(IReadOnlyList<EpisodeResult> episodes)
    {
        ComparisonReference reference = ComparisonReference.Main(episodes[0].Curve.Metric.Task);
        IReadOnlyList<SetDifferences> all = SetDifferences.With(reference.Name, episodes);
        SetDifferences[] learned = [.. all.Where(one => !HeuristicNames.Contains(one.Strategy))];
        SetDifferences[] shown = [.. (learned.Length > 0 ? learned : all).Where(one => one.Sets.Count > 1)];
        if (shown.Length == 0)
        {
            return null;
        }
        int seeds = shown.SelectMany(one => one.Sets).Max(set => set.Test.Pairs);
        string subtitle = seeds == 1
            ? "One run each, so that no set has an interval; that of the mean is a bootstrap over the sets (95 %)."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"95 % intervals over {seeds} paired runs, that of the mean by bootstrap over the sets. Significant: paired t-test, 5 %, Holm's correction over the sets.");
        return ForestFigure.Create($"Difference to {reference.Words}, set by set", subtitle, DifferenceAxis.To(reference.Words, episodes[0].Curve.Metric), [.. shown.Select(Panel)]);
    }

    private static ForestPanel Panel(SetDifferences one) => new(
        one.Strategy,
        [.. one.Sets.Select(set => new ForestRow(set.Data, set.Test.Difference, set.Test.Lower, set.Test.Upper, (int)set.Verdict))],
        new ForestRow("", one.Mean.Mean, one.Mean.Lower, one.Mean.Upper, 0));
}
