using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Pages;

/// <summary>Shows a row: its pictures, its long texts, and its other cells as a table.</summary>
internal static class RowView
{
    private const int LongText = 80;
    private const int MostLetters = 20_000;
    private const int MostStart = 100;

    /// <summary>The row as a whole.</summary>
    /// <param name="table">The table.</param>
    /// <param name="row">0-based row.</param>
    public static Html Of(LabellingTable table, int row)
    {
        IReadOnlyList<int> shown = table.Shown;
        int[] pictures = [.. shown.Where(column => PictureFile.Find(table.Cells, row, column) is not null)];
        int[] texts = [.. shown.Except(pictures).Where(column => IsLong(table.Cells.Columns[column].CellOf(row)))];
        Html seen = Html.Join(pictures.Select(column => Picture(table.Cells, row, column)));
        Html read = Html.Join(texts.Select(column => table.Cells.Columns[column]).Select(column => Html.Of(
            $"<section class=\"text\"><h2><bdi>{column.Name}</bdi></h2><p dir=\"auto\">{Cut(column.CellOf(row)!)}</p></section>")));
        Html[] others = [.. shown.Except(pictures).Except(texts).Select(column => Cell(table.Cells.Columns[column], row))];
        return Html.Of($"""
            {seen}{read}{Html.If(others.Length > 0,
                $"<table class=\"cells\"><thead><tr><th scope=\"col\">{Texts.Column}</th><th scope=\"col\">{Texts.Value}</th></tr></thead>"
                + $"<tbody>{Html.Join(others)}</tbody></table>")}
            """);
    }

    /// <summary>Its first letters, for a list.</summary>
    public static string Start(LabellingTable table, int row)
    {
        IEnumerable<TableColumn> shown = table.Shown.Select(column => table.Cells.Columns[column]);
        string text = string.Join(" · ", shown.Select(column => column.CellOf(row)).OfType<string>());
        return text.Length <= MostStart ? text : Shorten(text, MostStart) + "…";
    }

    private static Html Picture(Table cells, int row, int column)
    {
        string address = FormattableString.Invariant($"/picture/{row}/{column}");
        string name = FormattableString.Invariant($"{Texts.Picture} {row}: {cells.Columns[column].Name}");
        return Html.Of($"""
            <figure><button type="button" class="zoom" data-key="z" aria-label="{name}: {Texts.Zoom}">
            <img src="{address}" alt="{name}"></button></figure>
            """);
    }

    private static Html Cell(TableColumn column, int row) => Html.Of(
        $"<tr><th scope=\"row\"><bdi>{column.Name}</bdi></th><td dir=\"auto\">{(column.CellOf(row) is { } cell ? Cut(cell) : Texts.Missing)}</td></tr>");

    private static bool IsLong(string? cell) => cell is not null && (cell.Length > LongText || cell.Contains('\n', StringComparison.Ordinal));

    private static string Cut(string cell) => cell.Length <= MostLetters ? cell : FormattableString.Invariant($"{Shorten(cell, MostLetters)}… ({cell.Length})");

    private static string Shorten(string text, int most) => text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
