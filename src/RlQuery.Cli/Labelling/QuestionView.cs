using System.Globalization;
using RlQuery.Core.Labelling;
using RlQuery.Core.Queries;
using Spectre.Console;
using Spectre.Console.Rendering;

using Table = Spectre.Console.Table;

namespace RlQuery.Cli.Labelling;

/// <summary>Shows a row to whoever labels it, and how far the session has come.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="table">The table.</param>
/// <param name="meter">Measures how well the learner does.</param>
/// <param name="heldBack">Whether that is measured on rows that are held back.</param>
internal sealed class QuestionView(Terminal terminal, LabellingTable table, ProgressMeter meter, bool heldBack)
{
    private const int MostLetters = 4000;

    public void Show(Question question, LabellingState state, ClassKeys keys, bool inReview)
    {
        int row = question.Row;
        terminal.Output.WriteLine();
        Write(string.Create(
            CultureInfo.InvariantCulture,
            $"question {state.Answered + 1}: row {row} (line {table.Cells.Lines[row]} of {Path.GetFileName(table.Cells.Source)})"));
        Table cells = Tables.Create("column", "value").Sentences();
        foreach (Core.Data.TableColumn column in table.Cells.Columns.Where((_, i) => i != table.Target))
        {
            cells.AddRow(new Text(Plain(column.Name)), Value(column.CellOf(row)));
        }
        terminal.Write(cells);
        Write($"why: {question.Reason}{Judged(question.Judgement)}");
        if (inReview)
        {
            IEnumerable<string> said = state.OpinionsOf(row).Select(one => $"{Name(one.By)}: {one.Answer ?? "(skipped)"}");
            Write(string.Create(
                CultureInfo.InvariantCulture,
                $"annotators disagree: {string.Join(", ", said)}; rows left to settle: {state.Conflicts.Count()}"));
        }
        ShowProgress(state);
        if (!keys.HasClasses)
        {
            Write(Guess(question.Expected));
        }
        else if (state.Classes.Count == 0)
        {
            Write("there is no class yet: name the first with n");
        }
        else
        {
            Write(keys.Legend(question.Expected?.Probabilities, CountsOf(state)));
        }
        Write(keys.Commands);
    }

    /// <summary>Says that no row is left, and what may still be done.</summary>
    public void ShowEnd(LabellingState state, ClassKeys keys)
    {
        terminal.Output.WriteLine();
        Write("no row is left to label");
        if (state.Skipped.Count > 0)
        {
            Write(string.Create(CultureInfo.InvariantCulture, $"skipped rows: {state.Skipped.Count}; --resume --skipped asks for them again"));
        }
        ShowProgress(state);
        Write(keys.Commands);
    }

    /// <summary>Shows every class with its key.</summary>
    public void ShowClasses(Question? question, LabellingState state, ClassKeys keys)
    {
        Write(state.Classes.Count == 0 ? ["there is no class yet: name the first with n"] : keys.All(question?.Expected?.Probabilities));
        Write(keys.Commands);
    }

    /// <summary>Counts, accuracies or errors of the last checkpoints, and whether labelling more has stopped paying.</summary>
    public void ShowProgress(LabellingState state)
    {
        int open = state.Answers.Count(answer => answer is null) - state.Skipped.Count;
        Write(string.Create(CultureInfo.InvariantCulture, $"labelled {state.Labelled.Count}, skipped {state.Skipped.Count}, left {open}"));
        IReadOnlyList<Checkpoint> checkpoints = meter.Measure(state);
        if (checkpoints.Count == 0 || checkpoints[^1].Quality is not { } last)
        {
            return;
        }
        string values = string.Join(", ", checkpoints.Where(checkpoint => checkpoint.Quality is not null)
            .Select(checkpoint => string.Create(CultureInfo.InvariantCulture, $"{checkpoint.Quality!.Value:F3} at {checkpoint.Labels}")));
        string how = heldBack && last.Rows > 0 ? $"on {last.Rows} rows held back" : "cross-validated";
        Write(last.HigherIsBetter ? $"accuracy {values} labels ({how})" : $"error {values} labels (RMSE in standard deviations, {how})");
        if (StopAdvice.Agreement(checkpoints, state.Space) is double agreement)
        {
            string name = state.Space.IsNumber ? "concordance" : "kappa";
            Write(string.Create(
                CultureInfo.InvariantCulture, $"predictions agree with those before by {name} {agreement:F3} (stable from {StopAdvice.Stable:F2})"));
        }
        if (StopAdvice.IsDue(checkpoints, state.Space))
        {
            string level = last.HigherIsBetter ? "accuracy no longer rises" : "the error no longer falls";
            Write($"labelling more has stopped paying: predictions are stable and {level}");
        }
    }

    /// <summary>What an annotator is called.</summary>
    public static string Name(string? annotator) => annotator ?? "(nobody named)";

    private static int[] CountsOf(LabellingState state)
    {
        IEnumerable<string> given = state.Answers.OfType<string>();
        var counts = (state.Form.Kind == Core.Data.TargetKind.ClassSet ? given.SelectMany(set => set.Split(';')) : given).CountBy(name => name).ToDictionary();
        return [.. state.Classes.Select(name => counts.GetValueOrDefault(name))];
    }

    private static string Judged(RowJudgement judged) => judged is { Uncertainty: float uncertainty, Difficulty: float difficulty }
        ? string.Create(CultureInfo.InvariantCulture, $"; uncertainty {uncertainty:F2}, difficulty {difficulty:F2}") : "";

    private static string Guess(Expectation? expected)
    {
        const string Wanted = "answer: a number";
        string deviation = expected?.Deviation is double spread ? string.Create(CultureInfo.InvariantCulture, $", give or take {spread:G2}") : "";
        return expected?.Number is double number ? string.Create(CultureInfo.InvariantCulture, $"{Wanted}; the model expects {number:G4}{deviation}") : Wanted;
    }

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
