using System.Globalization;
using RlQuery.Cli.Labelling;
using RlQuery.Core.Labelling.AnnotationTasks;
using Spectre.Console;

namespace RlQuery.Cli.Tasks;

/// <summary>Prints tasks as a short table.</summary>
internal static class TaskTable
{
    private const int Most = 20;

    /// <summary>The first tasks, a line each.</summary>
    public static void Write(Terminal terminal, AnnotationTaskList tasks)
    {
        Table shown = Tables.Create("row", "suggestion", "probability", "difficulty", "useful", "gain", "seconds", "gain/minute").Numbers(..1).Numbers(2..);
        foreach (AnnotationTask task in tasks.Tasks.Take(Most))
        {
            shown.Row(
                task.Row.ToString(CultureInfo.InvariantCulture), PlainText.OneLine(task.Suggestions[0].Label), Share(task.Suggestions[0].Probability),
                Share(task.Difficulty), Share(task.Useful), TaskNumbers.Percent(task.Gain), TaskNumbers.Seconds(task.Seconds),
                TaskNumbers.PerMinute(task.Rate));
        }
        terminal.Write(shown);
        if (tasks.Tasks.Count > Most)
        {
            terminal.Output.WriteLine($"... and {tasks.Tasks.Count - Most} more");
        }
    }

    private static string Share(double value) => value.ToString("F3", CultureInfo.InvariantCulture);
}
