using RlQuery.Reports.Html;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary>The tables of a report, each from a file and with its numbers as they stand there.</summary>
internal static class ResultBlocks
{
    private const int MostOpenRows = 40;

    /// <summary>Tables over all data sets.</summary>
    public static IEnumerable<ReportBlock> OverSets(ReportSource source) =>
    [
        .. Show(
            source, VerdictsFile.Name,
            "Each strategy against each reference over all data sets, with the number of pairs (sets or seeds) that would show the mean difference with 80 % power by the paired t-test.",
            ["strategy", "reference", "verdict", "over", "pairs", "difference", "lower", "upper", "holm_p", "pairs_needed"]),
        .. Matrix(source),
        .. Show(
            source, LabelsSavedFile.Name, $"Labels saved on the way to the {source.Metric.Words} that {source.Reference.Name} ends with (the median of several data sets), and on how many sets it is reached.",
            ["strategy", "labels_saved", "reached", "sets"], row => IsOverall(row, source)),
        .. Show(
            source, LabelsToTargetFile.Name, $"Labels at which the mean learning curve first reaches a {source.Metric.Words} (the median of several data sets), and on how many sets it does.",
            ["reach", "strategy", "labels", "reached", "sets"], row => IsOverall(row, source)),
        .. Show(
            source, DeficiencyFile.Name,
            "Deficiency (Baram and others, 2004): the area between the mean learning curve and the final score of random labels, divided by that of random labels (the median of several data sets). Below 1 is better than random.",
            ["strategy", "deficiency"], row => IsOverall(row, source)),
        .. Show(
            source, StoppingFile.Name,
            $"Stopping rules in hindsight: the labels at which a rule would have stopped a strategy, the mean {source.Metric.Words} there and at the end, and how much better the end is "
            + $"(95 % interval over the {(source.Entries("data").Count > 1 ? "data sets" : "seeds")}; below zero where stopping was better). Where a rule never held, the end is the stop.",
            ["rule", "strategy", "episodes", "stopped", "labels", "labels_saved", "score", "final_score", "score_lost", "lower", "upper"], row => IsOverall(row, source)),
        .. Show(source, PooledFile.Name, "Each strategy against margin, over the data sets and over their origins (bootstrap intervals, p-values not corrected)."),
        .. Show(source, ControlsFile.Name, "What each strategy gains over margin (bootstrap interval over the data sets), and the share of its choices that are not margin's."),
    ];

    /// <summary>Tables set by set.</summary>
    public static IEnumerable<ReportBlock> BySet(ReportSource source) =>
    [
        .. Show(source, SummaryFile.Name, $"Area under the learning curve and final {(source.Metrics.Count > 1 ? "value" : source.Metric.Words)} of each strategy on each data set.").Select(table => table.Rows.Count > MostOpenRows ? Fold(table) : table),
        .. Show(
            source, ComparisonsFile.Name, "Each strategy against each reference on each data set, over the seeds (Wilcoxon signed-rank test, Holm's correction over the strategies).",
            isShown: row => row["data"].Length > 0).Select(Fold),
        .. Show(
            source, SetDifferencesFile.Name, $"Each strategy against {source.Reference.Name} on each data set, over the seeds (paired t-test, Holm's correction over the data sets).",
            isShown: row => row["data"].Length > 0).Select(Fold),
        .. Show(
            source, LabelsSavedFile.Name, $"Labels at which the mean learning curve first reaches the {source.Metric.Words} that {source.Reference.Name} ends with.",
            isShown: row => row["data"].Length > 0).Select(Fold),
        .. source.Entries("data").Count < 2 ? [] : Show(
            source, LabelsToTargetFile.Name, $"Labels to reach a {source.Metric.Words} on each data set.", isShown: row => row["data"].Length > 0).Select(Fold),
        .. source.Entries("data").Count < 2 ? [] : Show(source, DeficiencyFile.Name, "Deficiency on each data set.", isShown: row => row["data"].Length > 0).Select(Fold),
        .. source.Entries("data").Count < 2 ? [] : Show(
            source, StoppingFile.Name, "Stopping rules in hindsight on each data set (95 % interval over the seeds).", isShown: row => row["data"].Length > 0).Select(Fold),
    ];

    private static bool IsOverall(IReadOnlyDictionary<string, string> row, ReportSource source) => row["data"].Length == 0 || source.Entries("data").Count == 1;

    private static IEnumerable<ReportTable> Show(
        ReportSource source, string file, string caption, string[]? columns = null, Func<IReadOnlyDictionary<string, string>, bool>? isShown = null)
    {
        ResultTable? table = source.Table(file);
        table = table?.Select(columns ?? table.Columns, isShown);
        return table is { Rows.Count: > 0 } ? [ReportColumns.Table($"{caption} From {file}.", table, source.Metric)] : [];
    }

    private static ReportBlock Fold(ReportTable table) => new ReportFolded($"{table.Caption} {table.Rows.Count} rows.", [table]);

    private static IEnumerable<ReportBlock> Matrix(ReportSource source)
    {
        if (source.Table(WinTieLossFile.Name) is not ResultTable table)
        {
            return [];
        }
        var cells = table.Records.ToDictionary(row => (row["strategy"], row["other"]), row => $"{row["wins"]}/{row["ties"]}/{row["losses"]}");
        string[] strategies = [.. cells.Keys.Select(pair => pair.Item1).Distinct()];
        return
        [
            new ReportTable(
                "Data sets won/tied/lost by the row against the column. A win is a significant paired difference (paired t-test over the seeds, Holm's correction over the data sets, 5 %); "
                + $"where none is shown it is a tie. From {WinTieLossFile.Name}.",
                ["won/tied/lost", .. strategies],
                [.. strategies.Select(row => (string[])[row, .. strategies.Select(column => cells.GetValueOrDefault((row, column), ""))])]),
        ];
    }
}
