using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.AnnotationTasks;
using RlQuery.Reports.Html;

namespace RlQuery.Cli.Tasks;

/// <summary>Writes tasks as one page: a section for each, the best first.</summary>
internal static class TaskPage
{
    private const int MostSuggestions = 5;
    private const double Least = 0.005;

    /// <summary>Writes the page atomically.</summary>
    public static void Write(string path, LabellingTable table, AnnotationTaskList tasks, string model)
    {
        ReportSection about = new("What the numbers mean", [.. About(tasks, model).Select(text => new ReportParagraph(text))]);
        var page = new ReportPage(
            $"{tasks.Tasks.Count} rows of {table.Cells.Name} to label", "Best expected gain per second first.",
            [.. tasks.Tasks.Select((task, i) => Section(table, task, i + 1)), about]);
        AtomicFile.Write(path, page.ToHtml(), FileModes.Of(table.Cells.Source));
    }

    private static ReportSection Section(LabellingTable table, AnnotationTask task, int rank) => new(
        string.Create(CultureInfo.InvariantCulture, $"{rank}. Row {task.Row}"),
        [
            new ReportParagraph(task.Question) { IsHeadline = true },
            new ReportFacts([.. CellsOf(table, task.Row)]),
            new ReportTable(
                "Suggested answers", ["answer", "probability"],
                [
                    .. task.Suggestions.Take(MostSuggestions).Where(one => one.Probability >= Least)
                        .Select(one => (IReadOnlyList<string>)[one.Label, Number(one.Probability)]),
                ]),
            .. Examples(table, "Labelled alike", task.Alike), .. Examples(table, "Labelled otherwise", task.Unlike),
            new ReportFacts(
            [
                ("difficulty", $"{Number(task.Difficulty)}: probability that two annotators disagree"),
                ("gain", task.Gain is null ? "not known before two classes are labelled"
                    : $"{TaskNumbers.Percent(task.Gain)} of the expected Brier score on other rows; {TaskNumbers.PerMinute(task.Rate)} per minute"),
                ("useful answer", $"{Number(task.Useful)}: probability that one annotator answers as most would"),
                ("time", $"{TaskNumbers.Seconds(task.Seconds)} s expected"), ("why", task.Reason),
            ]),
        ]);

    private static IEnumerable<ReportBlock> Examples(LabellingTable table, string title, IReadOnlyList<TaskExample> examples) => examples.Count == 0 ? [] :
    [
        new ReportTable(
            title, ["label", "row", "distance", .. Features(table).Select(column => column.Name)],
            [
                .. examples.Select(one => (IReadOnlyList<string>)
                [
                    one.Label, one.Row.ToString(CultureInfo.InvariantCulture), one.Distance.ToString("F2", CultureInfo.InvariantCulture),
                    .. Features(table).Select(column => column.RawOf(one.Row)),
                ]),
            ]),
    ];

    private static IEnumerable<(string Name, string Value)> CellsOf(LabellingTable table, int row) =>
        Features(table).Select(column => (column.Name, column.RawOf(row)));

    private static IEnumerable<TableColumn> Features(LabellingTable table) => table.Shown.Select(column => table.Cells.Columns[column]);

    private static IEnumerable<string> About(AnnotationTaskList tasks, string model) =>
    [
        $"The learner is {model}. Its probabilities are suggestions, and no answer is given for you.",
        "The gain is the share of the learner's expected Brier score on other unlabelled rows that the label is expected to remove, each row by itself. "
            + "Tasks are ranked by the gain over the expected seconds, times the probability of a useful answer where the difficulty is fitted to a record.",
        .. tasks.Notes,
    ];

    private static string Number(double value) => value.ToString("F3", CultureInfo.InvariantCulture);
}
