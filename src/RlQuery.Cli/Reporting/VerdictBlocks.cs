using RlQuery.Core.Evaluation.Metrics;
using RlQuery.Reports.Html;
using RlQuery.Studies;
using RlQuery.Studies.Grids;

namespace RlQuery.Cli;

/// <summary>The first section of a report: what was found.</summary>
internal static class VerdictBlocks
{
    private static string Measure(IMetric metric) =>
        $"AUBC is the area under the learning curve, divided by the range of labels: the mean {metric.Words} on test rows while the labels grow. "
        + (metric.HigherIsBetter ? "" : $"A lower {metric.Words} is better, and differences are gains: how much lower a strategy's area is than the reference's. ")
        + "Differences are paired: the same splits, starts and seeds. “Not shown” means that the test finds no difference, not that there is none.";

    /// <summary>The verdicts of one learner.</summary>
    public static IEnumerable<ReportBlock> Of(ReportSource source)
    {
        IReadOnlyList<VerdictRow> verdicts = source.Verdicts;
        if (verdicts.Count == 0)
        {
            return [new ReportParagraph(None(source)) { IsHeadline = true }];
        }
        int sets = source.Entries("data").Count;
        return
        [
            .. Headlines(source, verdicts).Select(text => new ReportParagraph(text) { IsHeadline = true }),
            new ReportParagraph(Measure(source.Metric)),
            .. verdicts.GroupBy(row => row.Reference, (reference, rows) => Against(reference, [.. rows], sets)),
        ];
    }

    /// <summary>The verdicts of several learners, in words alone.</summary>
    public static IEnumerable<ReportBlock> OfGrid(ReportSource source)
    {
        (string Learner, IReadOnlyList<VerdictRow> Rows)[] learners = [.. source.Learners.Select(learner => (learner, source.Of(learner).Verdicts))];
        string[] references = [.. learners.SelectMany(one => one.Rows).Select(row => row.Reference).Distinct()];
        return references.Length == 0
            ? [new ReportParagraph(None(source)) { IsHeadline = true }]
            :
            [
                .. learners.SelectMany(one => Headlines(source, one.Rows).Select(text => new ReportParagraph($"{one.Learner} — {text}") { IsHeadline = true })),
                .. FigureBlocks.OfGrid(source),
                new ReportParagraph(Measure(source.Metric)),
                .. references.Select(reference => new ReportTable(
                    $"Each strategy against {reference}, by learner; the tests stand in the learners' own sections.",
                    ["strategy", .. source.Learners],
                    [
                        .. learners.SelectMany(one => one.Rows).Where(row => row.Reference == reference).Select(row => row.Strategy).Distinct()
                            .Select(strategy => (string[])[strategy, .. learners.Select(one => one.Rows.FirstOrDefault(row => row.Reference == reference && row.Strategy == strategy)?.Word ?? "")]),
                    ])),
            ];
    }

    /// <summary>What failed; nothing where nothing did.</summary>
    public static IEnumerable<ReportBlock> Failures(ReportSource source) => source.Table(FailuresFile.Name) is not { } table
        ? []
        : [new ReportSection("Episodes that failed", [new ReportParagraph("Their pairs are left out of all numbers."), ReportColumns.Table("Episodes that failed.", table, source.Metric)])];

    private static ReportSection Against(string reference, VerdictRow[] rows, int sets) => new(
        $"Against {reference}",
        [
            .. rows.Select(row => new ReportVerdict(row.Strategy, row.Word, VerdictText.Reason(row))),
            new ReportParagraph(
                $"Test: {VerdictText.Test(rows[0].Over, rows[0].Pairs, sets)}. The p-values are corrected for the number of strategies, the intervals are not. {VerdictText.Reach(rows[0].Over, sets)}".TrimEnd()),
        ]);

    private static IEnumerable<string> Headlines(ReportSource source, IReadOnlyList<VerdictRow> verdicts)
    {
        string[] learned = [.. source.Strategies("policy").Where(policy => verdicts.Any(row => row.Strategy == policy))];
        return learned.Length > 0
            ? learned.Select(policy => VerdictText.Summary(policy, verdicts.Where(row => row.Strategy == policy)))
            : verdicts.GroupBy(row => row.Reference, (reference, rows) => $"Against {reference}: {VerdictText.Groups(rows.Select(row => (row.Strategy, row.Word)))}.").Take(1);
    }

    private static string None(ReportSource source) => source.Table(SummaryFile.Name) is null
        ? "There is no verdict: every episode failed."
        : $"There is no verdict: that takes {string.Join(" or ", ComparisonReference.All(source.Metric.Task).Reverse().Select(one => one.Name))}, and another strategy.";
}
