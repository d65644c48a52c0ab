using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Pairs;
using RlQuery.Sessions;
using Spectre.Console;

using Table = Spectre.Console.Table;

namespace RlQuery.Cli.Labelling;

/// <summary>Shows two rows side by side, and asks whether they belong together.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="table">The table.</param>
internal sealed class PairView(Terminal terminal, PairTable table) : ILabelView
{
    private readonly CellView _values = new(terminal, table.Cells.Source);

    /// <inheritdoc/>
    public ClassKeys KeysOf(LabellingState state, Question? question) => new(state.Classes, TargetKind.Link, question is null) { ItemOf = ItemOf };

    /// <inheritdoc/>
    public void Show(Question question, LabellingState state, ClassKeys keys, bool inReview)
    {
        (int first, int second) = table.RowsOf(question.Row);
        terminal.Output.WriteLine();
        Write(string.Create(CultureInfo.InvariantCulture, $"question {state.Answered + 1}: {table.Called(question.Row)}, same or different?"));
        Table cells = Tables.Create("column", $"row {first}", $"row {second}").Sentences();
        foreach (Core.Data.TableColumn column in table.Cells.Columns)
        {
            cells.AddRow(new Text(_values.Plain(column.Name)), _values.Of(column.CellOf(first)), _values.Of(column.CellOf(second)));
        }
        terminal.Write(cells);
        Write($"why: {SessionWords.Why(question)}");
        ShowProgress(state);
        Write(keys.All(question.Expected?.Probabilities));
        Write(keys.Commands);
    }

    /// <inheritdoc/>
    public void ShowEnd(LabellingState state, ClassKeys keys)
    {
        terminal.Output.WriteLine();
        Write("no pair is left to ask about: all others follow");
        if (state.Skipped.Count > 0)
        {
            Write(string.Create(CultureInfo.InvariantCulture, $"skipped pairs: {state.Skipped.Count}; --resume --skipped asks for them again"));
        }
        ShowProgress(state);
        Write(keys.Commands);
    }

    /// <inheritdoc/>
    public void ShowClasses(Question? question, LabellingState state, ClassKeys keys) => Write(keys.All(question?.Expected?.Probabilities));

    /// <summary>How many pairs were answered, and of how many the answer is known.</summary>
    public void ShowProgress(LabellingState state) => Write(SessionWords.Counts(table, state));

    // Two rows, such as 3-17.
    private int? ItemOf(string text) => text.Split('-') is [string a, string b]
        && int.TryParse(a, NumberStyles.None, CultureInfo.InvariantCulture, out int first)
        && int.TryParse(b, NumberStyles.None, CultureInfo.InvariantCulture, out int second) ? table.ItemOf(first, second) : null;

    private void Write(string sentence) => TextLines.Write(terminal, sentence.Split(' '), " ");

    private void Write(IEnumerable<string> items) => TextLines.Write(terminal, items, "  ");
}
