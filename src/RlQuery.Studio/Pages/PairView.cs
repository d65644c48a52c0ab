using RlQuery.Core.Data;
using RlQuery.Studio.Content;
using RlQuery.Studio.Markup;

namespace RlQuery.Studio.Pages;

/// <summary>Shows two rows side by side: pictures, long texts, and other cells as a table. A sign says where they differ, not a colour alone.</summary>
internal static class PairView
{
    /// <summary>The two rows.</summary>
    /// <param name="rows">Shows cells.</param>
    /// <param name="first">0-based row.</param>
    /// <param name="second">Another one.</param>
    public static Html Of(RowView rows, int first, int second)
    {
        int[] pictures = [.. rows.Shown.Where(column => rows.IsPicture(first, column) || rows.IsPicture(second, column))];
        int[] texts = [.. rows.Shown.Except(pictures).Where(column => rows.IsText(first, column) || rows.IsText(second, column))];
        Html seen = Html.Join(pictures.Select(column => Html.Of($"""
            <h2><bdi>{rows.Cells.Columns[column].Name}</bdi></h2>
            <div class="beside">{Picture(rows, first, column)}{Picture(rows, second, column)}</div>
            """)));
        Html read = Html.Join(texts.Select(column => Html.Of($"""
            <h2><bdi>{rows.Cells.Columns[column].Name}</bdi>{Mark(rows, column, first, second)}</h2>
            <div class="beside texts">{Text(rows, first, column)}{Text(rows, second, column)}</div>
            """)));
        Html[] others = [.. rows.Shown.Except(pictures).Except(texts).Select(column => Cells(rows, column, first, second))];
        return Html.Of($"""
            {seen}{read}{Html.If(others.Length > 0, $"""
                <table class="cells pair"><thead><tr><th scope="col">{Texts.Column}</th><th scope="col">{Texts.Row} {first}</th>
                <th scope="col">{Texts.Row} {second}</th></tr></thead><tbody>{Html.Join(others)}</tbody></table>
                """)}
            """);
    }

    private static Html Picture(RowView rows, int row, int column) => rows.IsPicture(row, column) ? rows.Picture(row, column) : Text(rows, row, column);

    private static Html Text(RowView rows, int row, int column) =>
        Html.Of($"<section class=\"text\"><h3>{Texts.Row} {row}</h3><p dir=\"auto\">{rows.Cell(row, column)}</p></section>");

    private static Html Cells(RowView rows, int column, int first, int second)
    {
        Html mark = Mark(rows, column, first, second);
        return Html.Of($"""
            <tr class="{(mark.Text.Length > 0 ? "differs" : "")}"><th scope="row"><bdi>{rows.Cells.Columns[column].Name}</bdi>{mark}</th>
            <td dir="auto">{rows.Cell(first, column)}</td><td dir="auto">{rows.Cell(second, column)}</td></tr>
            """);
    }

    private static Html Mark(RowView rows, int column, int first, int second)
    {
        TableColumn cells = rows.Cells.Columns[column];
        return Html.If(
            cells.CellOf(first) != cells.CellOf(second),
            $" <span class=\"mark\" aria-hidden=\"true\">≠</span><span class=\"hidden\"> ({Texts.Differ})</span>");
    }
}
