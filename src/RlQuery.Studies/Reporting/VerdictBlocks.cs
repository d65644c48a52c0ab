using RlQuery.Core.Tasks;
using RlQuery.Reports.Html;
using RlQuery.Studies.Analyses;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Reporting;

/// <summary>The first section of a report: what was found.</summary>
internal static class VerdictBlocks
{
    private static string Measure(IMetric metric) =>
        $"AUBC is the area under the learning curve, divided by the range of labels: the mean {metric.Words} on test rows while the labels grow. "
        + (metric.HigherIsBetter
            ? ""
            : $"A lower {metric.Words} is better, and differences are gains: how much lower a strategy's area is than the reference's. ")
        + "Differences are paired: the same splits, starts and seeds. “Not shown” means that the test finds no difference, not that there is none.";

    /// <summary>The verdicts of one learner.</summary>
    public static IEnumerable<ReportBlock> Of(ResultFolder folder)
    {
        IReadOnlyList<VerdictRow> verdicts = VerdictsAnalysis.Read(folder);
        if (verdicts.Count == 0)
        {
            return [new ReportParagraph(None(folder)) { IsHeadline = true }];
        }
        int sets = folder.Settings.Sets.Count;
        return
        [
            .. Headlines(folder, verdicts).Select(text => new ReportParagraph(text) { IsHeadline = true }),
            new ReportParagraph(Measure(folder.Metric)),
            .. verdicts.GroupBy(row => row.Reference, (reference, rows) => Against(reference, [.. rows], sets)),
        ];
    }

    /// <summary>The verdicts of several learners, in words alone.</summary>
    public static IEnumerable<ReportBlock> OfGrid(ResultFolder folder)
    {
        (string Learner, IReadOnlyList<VerdictRow> Rows)[] learners =
            [.. folder.Settings.Learners.Select(learner => (learner, VerdictsAnalysis.Read(folder.Of(learner))))];
        string[] references = [.. learners.SelectMany(one => one.Rows).Select(row => row.Reference).Distinct()];
        return references.Length == 0
            ? [new ReportParagraph(None(folder)) { IsHeadline = true }]
            :
            [
                .. learners.SelectMany(one => Headlines(folder, one.Rows).Select(text => new ReportParagraph($"{one.Learner} — {text}") { IsHeadline = true })),
                .. Gains.Block(folder),
                new ReportParagraph(Measure(folder.Metric)),
                .. references.Select(reference => new ReportTable(
                    $"Each strategy against {reference}, by learner; the tests stand in the learners' own sections.",
                    ["strategy", .. folder.Settings.Learners],
                    [
                        .. learners.SelectMany(one => one.Rows).Where(row => row.Reference == reference).Select(row => row.Strategy).Distinct()
                            .Select(strategy => (string[])
                            [
                                strategy,
                                .. learners.Select(one => one.Rows.FirstOrDefault(row => row.Reference == reference && row.Strategy == strategy)?.Word ?? ""),
                            ]),
                    ])),
            ];
    }

    /// <summary>What failed; nothing where nothing did.</summary>
    public static IEnumerable<ReportBlock> Failures(ResultFolder folder) => folder.Table(FailuresFile.Name) is not { } table
        ? []
        : [new ReportSection("Episodes that failed", [new ReportParagraph("Their pairs are left out of all numbers."),
            ReportTables.Of("Episodes that failed.", table, folder.Metric)])];

    private static ReportSection Against(string reference, VerdictRow[] rows, int sets) => new(
        $"Against {reference}",
        [
            .. rows.Select(row => new ReportVerdict(row.Strategy, row.Word, VerdictText.Reason(row))),
            new ReportParagraph(
                ($"Test: {VerdictText.Test(rows[0].Over, rows[0].Pairs, sets)}. The p-values are corrected for the number of strategies, "
                    + $"the intervals are not. {VerdictText.Reach(rows[0].Over, sets)}").TrimEnd()),
        ]);

    private static IEnumerable<string> Headlines(ResultFolder folder, IReadOnlyList<VerdictRow> verdicts)
    {
        string[] subjects = [.. folder.Strategies(StrategyKind.Policy, StrategyKind.Own).Where(subject => verdicts.Any(row => row.Strategy == subject))];
        return subjects.Length > 0
            ? subjects.Select(policy => VerdictText.Summary(policy, verdicts.Where(row => row.Strategy == policy)))
            : verdicts
                .GroupBy(
                    row => row.Reference,
                    (reference, rows) => $"Against {reference}: {VerdictText.Groups(rows.Select(row => (row.Strategy, row.Word)))}.")
                .Take(1);
    }

    private static string None(ResultFolder folder)
    {
        IEnumerable<string> references = ComparisonReference.All(folder.Metric).Reverse().Select(one => one.Name);
        return folder.Table(SummaryAnalysis.File) is null
            ? "There is no verdict: every episode failed."
            : $"There is no verdict: that takes {string.Join(" or ", references)}, and another strategy.";
    }
}
