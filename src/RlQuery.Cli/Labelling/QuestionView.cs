using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using Spectre.Console;
using Spectre.Console.Rendering;

using Table = Spectre.Console.Table;

namespace RlQuery.Cli.Labelling;

/// <summary>Shows a row to whoever labels it, and how far the session has come.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="table">The table.</param>
/// <param name="meter">Measures how accuracy moves.</param>
/// <param name="model">What the learner thinks of rows.</param>
/// <param name="overlap">Rows that everybody is asked for: to them the learner says nothing, lest annotators agreed with it rather than with each other.</param>
/// <param name="heldBack">Whether accuracy is measured on rows that are held back.</param>
internal sealed class QuestionView(
    Terminal terminal, LabellingTable table, ProgressMeter meter, ClassProbabilities model, IReadOnlySet<int> overlap, bool heldBack)
{
    private const int MostLetters = 4000;

    public void Show(int row, LabellingState state, ClassKeys keys, bool inReview)
    {
        terminal.Output.WriteLine();
        Write(string.Create(CultureInfo.InvariantCulture, $"question {state.Answered + 1}: row {row} (line {table.Cells.Lines[row]} of {Path.GetFileName(table.Cells.Source)})"));
        Table cells = Tables.Create("column", "value").Sentences();
        foreach (Core.Data.TableColumn column in table.Cells.Columns.Where((_, i) => i != table.Target))
        {
            cells.AddRow(new Text(Plain(column.Name)), Value(column.Cells[row]));
        }
        terminal.Write(cells);
        if (inReview)
        {
            IEnumerable<string> said = state.OpinionsOf(row).Select(one => $"{Name(one.By)}: {(one.Label == Dataset.Unlabelled ? "(skipped)" : state.Classes[one.Label])}");
            Write(string.Create(CultureInfo.InvariantCulture, $"annotators disagree: {string.Join(", ", said)}; rows left to settle: {state.Conflicts.Count()}"));
        }
        ShowProgress(state);
        bool asksModel = !inReview && !overlap.Contains(row);
        float[]? probabilities = asksModel ? model.Of(state, [row])[0] : null;
        if (state.Classes.Count == 0)
        {
            Write("there is no class yet: name the first with n");
        }
        else
        {
            Write(keys.Legend(probabilities));
        }
        Write(ClassKeys.Commands);
    }

    /// <summary>Counts, accuracies of the last checkpoints, and whether labelling more has stopped paying.</summary>
    public void ShowProgress(LabellingState state)
    {
        int open = state.Labels.Count(label => label == Dataset.Unlabelled) - state.Skipped.Count;
        Write(string.Create(CultureInfo.InvariantCulture, $"labelled {state.Labelled.Count}, skipped {state.Skipped.Count}, left {open}"));
        IReadOnlyList<Checkpoint> checkpoints = meter.Measure(state);
        if (checkpoints.Count == 0 || checkpoints[^1].Accuracy is null)
        {
            return;
        }
        int classes = Math.Max(2, state.Classes.Count);
        string accuracies = string.Join(", ", checkpoints.Where(checkpoint => checkpoint.Accuracy is not null)
            .Select(checkpoint => string.Create(CultureInfo.InvariantCulture, $"{checkpoint.Accuracy:F3} at {checkpoint.Labels}")));
        string how = heldBack && checkpoints[^1].Measured > 0 ? $"on {checkpoints[^1].Measured} rows held back" : "cross-validated";
        Write($"accuracy {accuracies} labels ({how})");
        if (StoppingRule.Agreement(checkpoints, classes) is double kappa)
        {
            Write(string.Create(CultureInfo.InvariantCulture, $"predictions agree with those before by kappa {kappa:F3} (stable from {StoppingRule.Stable:F2})"));
        }
        if (StoppingRule.IsMet(checkpoints, classes))
        {
            Write("labelling more has stopped paying: predictions are stable and accuracy no longer rises");
        }
    }

    /// <summary>What an annotator is called.</summary>
    public static string Name(string? annotator) => annotator ?? "(nobody named)";

    private void Write(string sentence) => Write(sentence.Split(' '), " ");

    private void Write(IEnumerable<string> items) => Write(items, "  ");

    private void Write(IEnumerable<string> items, string separator)
    {
        foreach (string line in TextLines.Fill(items.Select(PlainText.OneLine), separator, terminal.Width))
        {
            terminal.Output.WriteLine(line);
        }
    }

    // A picture that is there can be opened from the terminal.
    private IRenderable Value(string? cell)
    {
        string shown = cell is null ? "(missing)" : Plain(cell);
        return terminal.OutputIsTerminal && cell is not null && PictureFile.Locate(table.Cells.Source, cell) is { } address
            ? new Markup($"[link={address}]{Markup.Escape(shown)}[/]") : new Text(shown);
    }

    // In a pipe a value stays on its line.
    private string Plain(string text)
    {
        string shown = text.Length > MostLetters ? $"{PlainText.Start(text, MostLetters)}... ({text.Length} letters)" : text;
        return terminal.OutputIsTerminal ? PlainText.Lines(shown) : PlainText.OneLine(shown);
    }
}
