using RlQuery.Core.Statistics;
using RlQuery.Reports.Html;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Measures;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Analyses;

/// <summary><c>verdicts.csv</c>: a row for each strategy and reference, with the test over all data sets and its verdict.</summary>
internal sealed class VerdictsAnalysis : Analysis
{
    /// <summary>Name of the file.</summary>
    public const string File = "verdicts.csv";

    /// <inheritdoc/>
    public override string Name => File;

    /// <inheritdoc/>
    public override string Description => "whether each strategy is better than each reference";

    /// <inheritdoc/>
    public override bool IsJoined => true;

    /// <summary>The table; without any row it has a header alone.</summary>
    public static ResultTable Table(IEnumerable<StrategyVerdict> rows) => new(
        ["strategy", "reference", "verdict", "test", "over", "pairs", "difference", "lower", "upper", "holm_p", "pairs_needed"],
        [
            .. rows.Select(one =>
            {
                (string test, string over) = one.Basis == VerdictBasis.Sets ? ("wilcoxon", "sets") : ("paired-t", "seeds");
                return (string[])
                [
                    one.Strategy, one.Reference, one.Verdict.Words(), test, over, Decimals.Whole(one.Test.Pairs), Decimals.Format(one.Test.Difference),
                    Decimals.Format(one.Test.Lower), Decimals.Format(one.Test.Upper), Decimals.Format(one.PValue), Decimals.Format(one.PairsNeeded),
                ];
            }),
        ]);

    /// <summary>The rows of a folder, those against the main reference first.</summary>
    public static IReadOnlyList<VerdictRow> Read(ResultFolder folder) => folder.Table(File) is not ResultTable table
        ? []
        :
        [
            .. table.Records.Select(VerdictRow.Of)
                .OrderByDescending(row => row.Reference == folder.Reference.Name).ThenBy(row => Rank(folder.KindOf(row.Strategy))),
        ];

    /// <inheritdoc/>
    public override ResultTable Compute(LearnerResults results) => Table(results.Verdicts);

    /// <inheritdoc/>
    public override IEnumerable<ReportBlock> OverSets(ResultFolder folder) => ReportTables.Of(
        folder, File,
        "Each strategy against each reference over all data sets, with the number of pairs (sets or seeds) that would show "
        + "the mean difference with 80 % power by the paired t-test.",
        ["strategy", "reference", "verdict", "over", "pairs", "difference", "lower", "upper", "holm_p", "pairs_needed"]);

    // Policies come first; their controls are details.
    private static int Rank(StrategyKind kind) => kind.IsSubject() ? 0 : kind == StrategyKind.Control ? 2 : 1;
}
