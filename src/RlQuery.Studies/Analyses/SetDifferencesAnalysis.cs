using System.Globalization;
using RlQuery.Reports;
using RlQuery.Reports.Html;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Measures;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Analyses;

/// <summary>
/// <c>differences.csv</c>: each strategy's paired difference to the main reference on each data set, with p-values corrected over the sets; an empty
/// <c>data</c> cell is the mean over the sets.
/// </summary>
internal sealed class SetDifferencesAnalysis : Analysis
{
    /// <summary>Name of the file.</summary>
    public const string File = "differences.csv";

    /// <inheritdoc/>
    public override string Name => File;

    /// <inheritdoc/>
    public override string Description => "differences to the reference, set by set";

    /// <inheritdoc/>
    public override bool IsJoined => true;

    /// <inheritdoc/>
    public override AnalysisFigure Figure { get; } = new(
        "differences", Draw,
        folder => $"Forest plot: the paired difference in AUBC to {folder.Reference.Words} on each data set, with 95 % intervals.",
        folder => $"Differences to {folder.Reference.Words}, set by set. To the right of zero a strategy is ahead; the numbers stand in {File}.");

    /// <summary>The table; in the rows of the mean, the pairs are the sets and the interval is the bootstrap's.</summary>
    public static ResultTable Table(IEnumerable<SetDifferences> rows) => new(
        ["data", "strategy", "reference", "pairs", "difference", "lower", "upper", "t_holm_p"],
        [
            .. rows.SelectMany(one => one.Sets
                .Select(set => Row(one, set.Data, set.Test.Pairs, set.Test.Difference, set.Test.Lower, set.Test.Upper, set.PValue))
                .Append(Row(one, "", one.Sets.Count, one.Mean.Mean, one.Mean.Lower, one.Mean.Upper, double.NaN))),
        ]);

    /// <inheritdoc/>
    public override ResultTable? Compute(LearnerResults results) => results.Differences.Count > 0 ? Table(results.Differences) : null;

    /// <inheritdoc/>
    public override IEnumerable<ReportBlock> BySet(ResultFolder folder) => ReportTables.BySet(
        folder, File, $"Each strategy against {folder.Reference.Name} on each data set, over the seeds (paired t-test, Holm's correction over the data sets).");

    private static string[] Row(SetDifferences one, string data, int pairs, double difference, double lower, double upper, double p) =>
    [
        data, one.Strategy, one.Reference, Decimals.Whole(pairs), Decimals.Format(difference), Decimals.Format(lower), Decimals.Format(upper),
        Decimals.Format(p),
    ];

    // Draws policies and custom strategies, or the heuristics if there are none. On a single set the learning curves show the same.
    private static Figure? Draw(ResultFolder folder)
    {
        IReadOnlyList<EpisodeResult> episodes = folder.Episodes;
        var reference = ComparisonReference.Main(episodes[0].Curve.Metric);
        IReadOnlyList<SetDifferences> all = SetDifferences.With(reference.Name, episodes);
        SetDifferences[] subjects = [.. all.Where(one => folder.KindOf(one.Strategy).IsSubject())];
        SetDifferences[] shown = [.. (subjects.Length > 0 ? subjects : all).Where(one => one.Sets.Count > 1)];
        if (shown.Length == 0)
        {
            return null;
        }
        int seeds = shown.SelectMany(one => one.Sets).Max(set => set.Test.Pairs);
        string subtitle = seeds == 1
            ? "One run each, so that no set has an interval; that of the mean is a bootstrap over the sets (95 %)."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"95 % intervals over {seeds} paired runs, that of the mean by bootstrap over the sets. "
                + $"Significant: paired t-test, 5 %, Holm's correction over the sets.");
        return ForestFigure.Create(
            $"Difference to {reference.Words}, set by set", subtitle,
            DifferenceAxis.To(reference.Words, episodes[0].Curve.Metric), [.. shown.Select(Panel)]);
    }

    private static ForestPanel Panel(SetDifferences one) => new(
        one.Strategy,
        [.. one.Sets.Select(set => new ForestRow(set.Data, set.Test.Difference, set.Test.Lower, set.Test.Upper, (int)set.Verdict))],
        new ForestRow("", one.Mean.Mean, one.Mean.Lower, one.Mean.Upper, 0));
}
