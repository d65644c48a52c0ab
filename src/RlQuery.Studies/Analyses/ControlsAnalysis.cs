using RlQuery.Reports.Html;
using RlQuery.Studies.Measures;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Analyses;

/// <summary>
/// <c>controls.csv</c>: what each strategy gains over margin sampling (mean over the data sets, bootstrap interval), and how often it departs from margin's
/// choice.
/// </summary>
internal sealed class ControlsAnalysis : Analysis
{
    /// <summary>Name of the file.</summary>
    public const string File = "controls.csv";

    /// <inheritdoc/>
    public override string Name => File;

    /// <inheritdoc/>
    public override string Description => "what each strategy gains over margin sampling, and how often it leaves its choice";

    /// <inheritdoc/>
    public override bool IsJoined => true;

    /// <summary>The table.</summary>
    public static ResultTable Table(IEnumerable<ControlRow> rows) => new(
        ["strategy", "sets", "better", "difference", "lower", "upper", "departures"],
        [
            .. rows.Select(row => (string[])
            [
                row.Comparison.Strategy, Decimals.Whole(row.Comparison.Groups), Decimals.Whole(row.Comparison.Better),
                Decimals.Format(row.Comparison.Difference.Mean), Decimals.Format(row.Comparison.Difference.Lower),
                Decimals.Format(row.Comparison.Difference.Upper), Decimals.Format(row.Departures),
            ]),
        ]);

    /// <inheritdoc/>
    public override ResultTable? Compute(LearnerResults results) => results.Controls.Count > 0 ? Table(results.Controls) : null;

    /// <inheritdoc/>
    public override IEnumerable<ReportBlock> OverSets(ResultFolder folder) => ReportTables.Of(
        folder, File,
        $"What each strategy gains over {folder.Reference.Name} (bootstrap interval over the data sets), "
        + $"and the share of its choices that are others than the ones of {folder.Reference.Name}.");
}
