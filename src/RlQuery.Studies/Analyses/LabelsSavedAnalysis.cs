using RlQuery.Reports;
using RlQuery.Reports.Html;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Measures;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Analyses;

/// <summary>
/// <c>labels-saved.csv</c>: labels to reach the score that the main reference ends with, by data set and over all sets (an empty <c>data</c> cell). See
/// <see cref="LabelsSaved"/>.
/// </summary>
internal sealed class LabelsSavedAnalysis : Analysis
{
    /// <summary>Name of the file.</summary>
    public const string File = "labels-saved.csv";

    /// <inheritdoc/>
    public override string Name => File;

    /// <inheritdoc/>
    public override string Description => "labels saved on the way to the score that the reference ends with";

    /// <inheritdoc/>
    public override bool IsJoined => true;

    /// <inheritdoc/>
    public override AnalysisFigure Figure { get; } = new(
        "labels-saved", Draw,
        _ => "Strip plot: the labels that each strategy saves on each data set, and their median.",
        folder => $"Labels saved against {folder.Reference.Name}'s final {folder.Metric.Words}; the numbers stand in {File}.");

    /// <summary>The table.</summary>
    public static ResultTable Table(IEnumerable<LabelsSaved> rows) => new(
        ["data", "strategy", "target_score", "labels", "labels_saved", "reached", "sets"],
        [
            .. rows.Select(one => (string[])
            [
                one.Data ?? "", one.Strategy, Decimals.Format(one.Target), Decimals.Format(one.Labels), Decimals.Format(one.Saved),
                Decimals.Whole(one.Reached), Decimals.Whole(one.Sets),
            ]),
        ]);

    /// <inheritdoc/>
    public override ResultTable? Compute(LearnerResults results) => results.Differences.Count > 0 ? Table(results.Saved) : null;

    /// <inheritdoc/>
    public override IEnumerable<ReportBlock> OverSets(ResultFolder folder) => ReportTables.OverSets(
        folder, File,
        $"Labels saved on the way to the {folder.Metric.Words} that {folder.Reference.Name} ends with (the median of several data sets), "
        + "and on how many sets it is reached.",
        "strategy", "labels_saved", "reached", "sets");

    /// <inheritdoc/>
    public override IEnumerable<ReportBlock> BySet(ResultFolder folder) => ReportTables.BySet(
        folder, File, $"Labels at which the mean learning curve first reaches the {folder.Metric.Words} that {folder.Reference.Name} ends with.");

    // Draws the reference, too: its own row shows how much of a saving is noise. On a single set the learning curves show the same.
    private static Figure? Draw(ResultFolder folder)
    {
        IReadOnlyList<EpisodeResult> episodes = folder.Episodes;
        string reference = ComparisonReference.Main(episodes[0].Curve.Metric).Name;
        IReadOnlyList<LabelsSaved> all = LabelsSaved.To(reference, CurveBand.OfCompleteSeeds(episodes));
        LabelsSavedRow[] rows =
        [
            .. all.Where(one => one.Data is null).Select(overall => new LabelsSavedRow(
                overall.Strategy, [.. all.Where(one => one.Data is not null && one.Strategy == overall.Strategy).Select(one => one.Saved)], overall.Saved)),
        ];
        return rows.Length < 2 ? null : LabelsSavedFigure.Create(
            "Labels saved",
            $"How many labels earlier the mean curve first reaches the {episodes[0].Curve.Metric.Words} that {reference} ends with. "
            + "A ring is a data set, a diamond the median.",
            $"labels fewer than {reference}'s", rows);
    }
}
