using RlQuery.Reports.Html;
using RlQuery.Studies.Measures;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Analyses;

/// <summary>
/// <c>labels-to-target.csv</c>: labels to reach scores that were asked for, by data set and over all sets (an empty <c>data</c> cell). See
/// <see cref="LabelsToScore"/>.
/// </summary>
internal sealed class LabelsToScoreAnalysis : Analysis
{
    /// <summary>Name of the file.</summary>
    public const string File = "labels-to-target.csv";

    /// <inheritdoc/>
    public override string Name => File;

    /// <inheritdoc/>
    public override string Description => "labels to the scores that were asked for";

    /// <inheritdoc/>
    public override bool IsJoined => true;

    /// <summary>The table.</summary>
    public static ResultTable Table(IEnumerable<LabelsToScore> rows) => new(
        ["reach", "data", "strategy", "labels", "reached", "sets"],
        [
            .. rows.Select(one => (string[])
            [
                Decimals.Format(one.Score), one.Data ?? "", one.Strategy, Decimals.Format(one.Labels), Decimals.Whole(one.Reached), Decimals.Whole(one.Sets),
            ]),
        ]);

    /// <inheritdoc/>
    public override ResultTable? Compute(LearnerResults results) => results.Reached.Count > 0 ? Table(results.Reached) : null;

    /// <inheritdoc/>
    public override IEnumerable<ReportBlock> OverSets(ResultFolder folder) => ReportTables.OverSets(
        folder, File,
        $"Labels at which the mean learning curve first reaches a {folder.Metric.Words} (the median of several data sets), and on how many sets it does.",
        "reach", "strategy", "labels", "reached", "sets");

    /// <inheritdoc/>
    public override IEnumerable<ReportBlock> BySet(ResultFolder folder) =>
        folder.Settings.Sets.Count < 2 ? [] : ReportTables.BySet(folder, File, $"Labels to reach a {folder.Metric.Words} on each data set.");
}
