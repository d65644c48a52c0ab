using RlQuery.Core.Labelling;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Pages;

/// <summary>Shows rows that are labelled.</summary>
/// <param name="table">The table.</param>
internal sealed class RowItems(LabellingTable table) : IItemView
{
    private const int Neighbours = 3;

    private readonly RowView _rows = new(table.Cells, table.Shown);

    public bool CanGrow => table.Form.HasClasses;

    public string Keys => table.Form.HasClasses ? Texts.Keys : Texts.KeysOfNumbers;

    public string Column => Texts.Row;

    public string End => Texts.End;

    public string Name(int item) => FormattableString.Invariant($"{item}");

    public Html Heading(int item) => Html.Of($"""
        {Texts.Row} {item} <small>{Texts.Line} {table.Cells.Lines[item]} {Texts.Of} <bdi>{Path.GetFileName(table.Cells.Source)}</bdi></small>
        """);

    public Html Of(int item) => _rows.Of(item);

    public string Start(int item) => _rows.Start(item);

    // Where the learner must not say what it expects, what is like the row must not say it either.
    public Html Nearest(LabellingState state, Question question)
    {
        IReadOnlyList<int> rows = question.Expected is null ? [] : LabelledNeighbours.Of(table, question.Row, state.Labelled, Neighbours);
        Html list = Html.Join(rows.Select(row => Html.Of(
            $"<li><a href=\"/row/{row}\">{Texts.Row} {row}</a>: <strong><bdi>{state.Answers[row]}</bdi></strong> "
            + $"<bdi>{_rows.Start(row)}</bdi></li>")));
        return Html.If(rows.Count > 0, $"<details class=\"near\"><summary>{Texts.Nearest}</summary><ul>{list}</ul></details>");
    }

    public Html Single(LabellingState state, int row) => SingleRowView.Of(
        row, Html.Of($"""
            <p>{Texts.Answer}: <bdi>{state.Answers[row] ?? Texts.Missing}</bdi></p>{SingleRowView.Said(state, row)}{NotesView.List(state.NotesOf(row))}
            """),
        Of(row));
}
