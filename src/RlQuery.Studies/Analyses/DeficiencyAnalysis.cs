using RlQuery.Reports.Html;
using RlQuery.Studies.Measures;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Analyses;

/// <summary>
/// <c>deficiency.csv</c>: the deficiency of strategies against random labels, by data set and over all sets (an empty <c>data</c> cell). See <see
/// cref="Deficiency"/>.
/// </summary>
internal sealed class DeficiencyAnalysis : Analysis
{
    /// <summary>Name of the file.</summary>
    public const string File = "deficiency.csv";

    /// <inheritdoc/>
    public override string Name => File;

    /// <inheritdoc/>
    public override string Description => "what strategies leave undone against random labels";

    /// <inheritdoc/>
    public override bool IsJoined => true;

    /// <summary>The table.</summary>
    public static ResultTable Table(IEnumerable<Deficiency> rows) => new(
        ["data", "strategy", "deficiency"], [.. rows.Select(one => (string[])[one.Data ?? "", one.Strategy, Decimals.Format(one.Value)])]);

    /// <inheritdoc/>
    public override ResultTable? Compute(LearnerResults results) => Deficiency.Of(results.Curves) is { Count: > 0 } rows ? Table(rows) : null;

    /// <inheritdoc/>
    public override IEnumerable<ReportBlock> OverSets(ResultFolder folder) => ReportTables.OverSets(
        folder, File,
        "Deficiency (Baram and others, 2004): the area between the mean learning curve and the final score of random labels, divided by "
        + "that of random labels (the median of several data sets). Below 1 is better than random.",
        "strategy", "deficiency");

    /// <inheritdoc/>
    public override IEnumerable<ReportBlock> BySet(ResultFolder folder) =>
        folder.Settings.Sets.Count < 2 ? [] : ReportTables.BySet(folder, File, "Deficiency on each data set.");
}
