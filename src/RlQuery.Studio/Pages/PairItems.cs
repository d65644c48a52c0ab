using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Pairs;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Pages;

/// <summary>Shows pairs of rows, side by side.</summary>
/// <param name="table">The table.</param>
internal sealed class PairItems(PairTable table) : IItemView
{
    private readonly RowView _rows = new(table.Cells, [.. Enumerable.Range(0, table.Cells.Columns.Count)]);

    public bool CanGrow => false;

    public string Keys => Texts.KeysOfPairs;

    public string Column => Texts.TwoRows;

    public string End => Texts.EndOfPairs;

    public string Name(int item) => FormattableString.Invariant($"{table.RowsOf(item).First} {Texts.And} {table.RowsOf(item).Second}");

    public Html Heading(int item)
    {
        (int first, int second) = table.RowsOf(item);
        return Html.Of($"""
            {Texts.TwoRows} {Name(item)}: {Texts.SameOrDifferent}
            <small>{Texts.Lines} {table.Cells.Lines[first]} {Texts.And} {table.Cells.Lines[second]} {Texts.Of}
            <bdi>{Path.GetFileName(table.Cells.Source)}</bdi></small>
            """);
    }

    public Html Of(int item) => PairView.Of(_rows, table.RowsOf(item).First, table.RowsOf(item).Second);

    public string Start(int item) => $"{_rows.Start(table.RowsOf(item).First)} | {_rows.Start(table.RowsOf(item).Second)}";

    public Html Nearest(LabellingState state, Question question) => Html.Empty;

    // Its answers are those about its pairs.
    public Html Single(LabellingState state, int row)
    {
        IEnumerable<int> about = state.Labelled.Where(item => table.RowsOf(item).First == row || table.RowsOf(item).Second == row);
        Html said = Html.Join(about.Select(item => Html.Of(
            $"<li>{Texts.TwoRows} {Name(item)}: <strong><bdi>{state.Answers[item]}</bdi></strong>{SingleRowView.Said(state, item)}</li>")));
        return SingleRowView.Of(row, Html.If(said.Text.Length > 0, $"<ul>{said}</ul>"), _rows.Of(row));
    }
}
