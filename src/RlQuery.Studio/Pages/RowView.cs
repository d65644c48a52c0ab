using RlQuery.Core.Data;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Pages;

/// <summary>Shows a row: its pictures, its long texts, and its other cells as a table.</summary>
/// <param name="cells">The table.</param>
/// <param name="shown">The columns that people are shown.</param>
internal sealed class RowView(Table cells, IReadOnlyList<int> shown)
{
    private const int LongText = 80;
    private const int MostLetters = 20_000;
    private const int MostStart = 100;

    /// <summary>The table.</summary>
    public Table Cells { get; } = cells;

    /// <summary>The columns that people are shown.</summary>
    public IReadOnlyList<int> Shown { get; } = shown;

    /// <summary>The row as a whole.</summary>
    /// <param name="row">0-based row.</param>
    public Html Of(int row)
    {
        int[] pictures = [.. Shown.Where(column => IsPicture(row, column))];
        int[] texts = [.. Shown.Except(pictures).Where(column => IsText(row, column))];
        Html seen = Html.Join(pictures.Select(column => Picture(row, column)));
        Html read = Html.Join(texts.Select(column => Html.Of(
            $"<section class=\"text\"><h2><bdi>{Cells.Columns[column].Name}</bdi></h2><p dir=\"auto\">{Cell(row, column)}</p></section>")));
        Html[] others =
        [
            .. Shown.Except(pictures).Except(texts).Select(column => Html.Of(
                $"<tr><th scope=\"row\"><bdi>{Cells.Columns[column].Name}</bdi></th><td dir=\"auto\">{Cell(row, column)}</td></tr>")),
        ];
        return Html.Of($"""
            {seen}{read}{Html.If(others.Length > 0,
                $"<table class=\"cells\"><thead><tr><th scope=\"col\">{Texts.Column}</th><th scope=\"col\">{Texts.Value}</th></tr></thead>"
                + $"<tbody>{Html.Join(others)}</tbody></table>")}
            """);
    }

    /// <summary>Its first letters, for a list.</summary>
    public string Start(int row)
    {
        string text = string.Join(" · ", Shown.Select(column => Cells.Columns[column].CellOf(row)).OfType<string>());
        return text.Length <= MostStart ? text : Shorten(text, MostStart) + "…";
    }

    /// <summary>Whether a cell is shown as a picture.</summary>
    public bool IsPicture(int row, int column) => PictureFile.Find(Cells, row, column) is not null;

    /// <summary>Whether a cell is shown as a text.</summary>
    public bool IsText(int row, int column) =>
        Cells.Columns[column].CellOf(row) is { } cell && (cell.Length > LongText || cell.Contains('\n', StringComparison.Ordinal));

    /// <summary>The picture of a cell.</summary>
    public Html Picture(int row, int column)
    {
        string address = FormattableString.Invariant($"/picture/{row}/{column}");
        string name = FormattableString.Invariant($"{Texts.Picture} {row}: {Cells.Columns[column].Name}");
        return Html.Of($"""
            <figure><button type="button" class="zoom" data-key="z" aria-label="{name}: {Texts.Zoom}">
            <img src="{address}" alt="{name}"></button></figure>
            """);
    }

    /// <summary>What is in a cell.</summary>
    public string Cell(int row, int column) => Cells.Columns[column].CellOf(row) is not { } cell ? Texts.Missing
        : cell.Length <= MostLetters ? cell : FormattableString.Invariant($"{Shorten(cell, MostLetters)}… ({cell.Length})");

    private static string Shorten(string text, int most) => text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
