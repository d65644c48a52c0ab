using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using Spectre.Console;
using Table = Spectre.Console.Table;

namespace RlQuery.Cli.Labelling;

/// <summary>Shows a row to whoever labels it, and how far the session has come.</summary>
internal sealed class QuestionView(Terminal terminal, LabellingTable table, ProgressMeter meter, bool heldBack)
{
    private const int MostLetters = 4000;

    public void Show(int row, LabellingState state, ClassKeys keys, bool inReview)
    {
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"question {state.Answered + 1}: row {row} (line {table.Cells.Lines[row]} of {Path.GetFileName(table.Cells.Source)})"));
        Table cells = Tables.Create("column", "value").Sentences();
        foreach (Core.Data.TableColumn column in table.Cells.Columns.Where((_, i) => i != table.Target))
        {
            cells.Row(Plain(column.Name), column.Cells[row] is { } cell ? Plain(cell) : "(missing)");
        }
        terminal.Write(cells);
        if (inReview)
        {
            IEnumerable<string> said = state.OpinionsOf(row).Select(one => $"{Name(one.By)}: {(one.Label == Dataset.Unlabelled ? "(skipped)" : state.Classes[one.Label])}");
            terminal.Output.WriteLine(PlainText.OneLine($"annotators disagree: {string.Join(", ", said)}; {state.Conflicts.Count()} such rows are left"));
        }
        terminal.Output.WriteLine(Progress(state));
        terminal.Output.WriteLine(PlainText.OneLine(keys.Legend()));
    }

    /// <summary>Counts, accuracies of the last checkpoints, and whether labelling more has stopped paying.</summary>
    public string Progress(LabellingState state)
    {
        int open = state.Labels.Count(label => label == Dataset.Unlabelled) - state.Skipped.Count;
        string counts = string.Create(CultureInfo.InvariantCulture, $"labelled {state.Labelled.Count}, skipped {state.Skipped.Count}, left {open}");
        IReadOnlyList<Checkpoint> checkpoints = meter.Measure(state);
        if (checkpoints.Count == 0 || checkpoints[^1].Accuracy is null)
        {
            return counts;
        }
        int classes = Math.Max(2, state.Classes.Count);
        IEnumerable<string> accuracies = checkpoints.Where(checkpoint => checkpoint.Accuracy is not null)
            .Select(checkpoint => string.Create(CultureInfo.InvariantCulture, $"{checkpoint.Accuracy:F3} at {checkpoint.Labels}"));
        string how = heldBack && checkpoints[^1].Measured > 0 ? $"on {checkpoints[^1].Measured} rows" : "cross-validated";
        string agreement = StoppingRule.Agreement(checkpoints, classes) is double kappa ? string.Create(CultureInfo.InvariantCulture, $"; agreement {kappa:F3}") : "";
        string stop = StoppingRule.IsMet(checkpoints, classes) ? "\nlabelling more has stopped paying: predictions are stable and accuracy no longer rises" : "";
        return $"{counts}; accuracy {string.Join(", ", accuracies)} labels ({how}){agreement}{stop}";
    }

    /// <summary>What an annotator is called.</summary>
    public static string Name(string? annotator) => annotator ?? "(nobody named)";

    // In a pipe a value stays on its line.
    private string Plain(string text)
    {
        string shown = text.Length > MostLetters ? $"{text[..MostLetters]}... ({text.Length} letters)" : text;
        return terminal.OutputIsTerminal ? PlainText.Lines(shown) : PlainText.OneLine(shown);
    }
}
