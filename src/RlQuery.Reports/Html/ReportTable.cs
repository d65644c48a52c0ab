using System.Globalization;

namespace RlQuery.Reports.Html;

/// <summary>A table, which a click on a column's head sorts. Its first column names the rows.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Columns">Heads of the columns.</param>
/// <param name="Rows">The cells of each row, as many as there are columns.</param>
public sealed record ReportTable(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : ReportBlock
{
    internal override void Write(HtmlWriter html)
    {
        bool[] numbers = [.. Columns.Select((_, column) => Rows.All(row => IsNumber(row[column])))];
        // What is wider than a screen is scrolled in its own box, by keys as well.
        html.Begin("div", ("class", "box"), ("role", "region"), ("tabindex", "0"), ("aria-label", Caption)).Begin("table").Element("caption", Caption).NewLine();
        html.Begin("thead").Begin("tr");
        for (int i = 0; i < Columns.Count; i++)
        {
            Cell(html, "th", Columns[i], numbers[i], ("scope", "col"));
        }
        html.End(2).NewLine().Begin("tbody").NewLine();
        foreach (IReadOnlyList<string> row in Rows)
        {
            html.Begin("tr");
            Cell(html, "th", row[0], numbers[0], ("scope", "row"));
            for (int i = 1; i < row.Count; i++)
            {
                Cell(html, "td", row[i], numbers[i]);
            }
            html.End().NewLine();
        }
        html.End(3).NewLine();
    }

    private static void Cell(HtmlWriter html, string tag, string text, bool number, params ReadOnlySpan<(string, string)> attributes) =>
        html.Element(tag, text, number ? [.. attributes, ("class", "n")] : attributes);

    private static bool IsNumber(string cell) => cell.Length == 0 || double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
