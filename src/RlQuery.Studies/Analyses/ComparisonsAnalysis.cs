using RlQuery.Reports.Html;
using RlQuery.Studies.Measures;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Analyses;

/// <summary><c>comparisons.csv</c>: each strategy's paired difference to the references, by data set and over all sets (an empty <c>data</c> cell).</summary>
internal sealed class ComparisonsAnalysis : Analysis
{
    /// <summary>Name of the file.</summary>
    public const string File = "comparisons.csv";

    /// <inheritdoc/>
    public override string Name => File;

    /// <inheritdoc/>
    public override string Description => "paired differences to the references, by data set and over all";

    /// <inheritdoc/>
    public override bool IsJoined => true;

    /// <summary>The table.</summary>
    public static ResultTable Table(IEnumerable<Comparison> rows) => new(
        ["data", "strategy", "reference", "pairs", "better", "difference", "lower", "upper", "wilcoxon_holm_p", "pairs_needed"],
        [
            .. rows.Select(one => (string[])
            [
                one.Data ?? "", one.Strategy, one.Reference, Decimals.Whole(one.Test.Pairs), Decimals.Whole(one.Better), Decimals.Format(one.Test.Difference),
                Decimals.Format(one.Test.Lower), Decimals.Format(one.Test.Upper), Decimals.Format(one.PValue), Decimals.Format(one.PairsNeeded),
            ]),
        ]);

    /// <inheritdoc/>
    public override ResultTable Compute(LearnerResults results) => Table(results.Comparisons);

    /// <inheritdoc/>
    public override IEnumerable<ReportBlock> BySet(ResultFolder folder) => ReportTables.BySet(
        folder, File,
        "Each strategy against each reference on each data set, over the seeds (Wilcoxon signed-rank test, Holm's correction over the strategies).");
}
