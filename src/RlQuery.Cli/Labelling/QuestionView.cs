using System.Globalization;
using RlQuery.Core.Labelling;
using RlQuery.Sessions;
using Spectre.Console;

using Table = Spectre.Console.Table;

namespace RlQuery.Cli.Labelling;

/// <summary>Shows a row to whoever labels it, and how far the session has come.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="table">The table.</param>
/// <param name="meter">Measures how well the learner does.</param>
/// <param name="heldBack">Whether that is measured on rows that are held back.</param>
/// <param name="byMask">Answers by a mask, given a region of its picture and its file; null where rows are no regions.</param>
internal sealed class QuestionView(
    Terminal terminal, LabellingTable table, ProgressMeter meter, bool heldBack, Func<int, string, LabelCommand>? byMask) : ILabelView
{
    private readonly CellView _values = new(terminal, table.Cells.Source);

    /// <inheritdoc/>
    public ClassKeys KeysOf(LabellingState state, Question? question) => new(state.Classes, state.Form.Kind, question is null)
    {
        ByMask = question is { } asked && byMask is not null ? file => byMask(asked.Row, file) : null,
        Proposal = question?.Expected?.Text is { Length: > 0 } text ? text : null,
    };

    /// <inheritdoc/>
    public void Show(Question question, LabellingState state, ClassKeys keys, bool inReview)
    {
        int row = question.Row;
        terminal.Output.WriteLine();
        Write(string.Create(
            CultureInfo.InvariantCulture,
            $"question {state.Answered + 1}: row {row} (line {table.Cells.Lines[row]} of {Path.GetFileName(table.Cells.Source)})"));
        Table cells = Tables.Create("column", "value").Sentences();
        foreach (Core.Data.TableColumn column in table.Shown.Select(i => table.Cells.Columns[i]))
        {
            cells.AddRow(new Text(_values.Plain(column.Name)), _values.Of(column.CellOf(row)));
        }
        terminal.Write(cells);
        Write($"why: {SessionWords.Why(question)}");
        if (inReview)
        {
            Write(SessionWords.Disagreement(state, row));
        }
        ShowProgress(state);
        if (!keys.HasClasses)
        {
            string wanted = keys.Kind == Core.Data.TargetKind.Text ? "answer: a text" : "answer: a number";
            Write(SessionWords.Guess(question.Expected) is { } guess ? $"{wanted}; {guess}" : wanted);
        }
        else if (state.Classes.Count == 0)
        {
            Write("there is no class yet: name the first with n");
        }
        else
        {
            Write(keys.Legend(question.Expected?.Probabilities, SessionWords.CountsOf(state)));
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
        Write(SessionWords.Counts(state));
        foreach (string line in SessionWords.Progress(state, meter.Measure(state), heldBack))
        {
            Write(line);
        }
    }

    private void Write(string sentence) => TextLines.Write(terminal, sentence.Split(' '), " ");

    private void Write(IEnumerable<string> items) => TextLines.Write(terminal, items, "  ");
}
