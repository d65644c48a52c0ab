using RlQuery.Reports.Html;
using RlQuery.Studies.Measures;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Analyses;

/// <summary><c>pooled.csv</c>: each strategy of a cross-validation against margin, over the data sets and over their origins.</summary>
internal sealed class PooledAnalysis : Analysis
{
    /// <summary>Name of the file.</summary>
    public const string File = "pooled.csv";

    /// <inheritdoc/>
    public override string Name => File;

    /// <inheritdoc/>
    public override string Description => "strategies of a cross-validation against the reference, over data sets and over origins";

    /// <summary>The table.</summary>
    /// <param name="rows">What is counted once (<c>sets</c> or <c>origins</c>) and the comparisons over it.</param>
    public static ResultTable Table(IEnumerable<(string Over, PooledComparison Comparison)> rows) => new(
        [
            "over", "strategy", "reference", "groups", "better", "difference", "lower", "upper", "wilcoxon_p",
            "sets_significantly_better", "sets_significantly_worse",
        ],
        [
            .. rows.Select(row => (string[])
            [
                row.Over, row.Comparison.Strategy, row.Comparison.Reference, Decimals.Whole(row.Comparison.Groups), Decimals.Whole(row.Comparison.Better),
                Decimals.Format(row.Comparison.Difference.Mean), Decimals.Format(row.Comparison.Difference.Lower),
                Decimals.Format(row.Comparison.Difference.Upper), Decimals.Format(row.Comparison.PValue),
                Decimals.Whole(row.Comparison.SignificantlyBetter), Decimals.Whole(row.Comparison.SignificantlyWorse),
            ]),
        ]);

    /// <inheritdoc/>
    public override ResultTable? Compute(LearnerResults results) => results.OriginOf is null
        ? null
        : Table([.. results.PooledOverSets.Select(row => ("sets", row)), .. results.PooledOverOrigins.Select(row => ("origins", row))]);

    /// <inheritdoc/>
    public override IEnumerable<ReportBlock> OverSets(ResultFolder folder) => ReportTables.Of(
        folder, File,
        $"Each strategy against {folder.Reference.Name}, over the data sets and over their origins (bootstrap intervals, p-values not corrected).");
}
