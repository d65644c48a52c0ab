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
        bool[] numbers = [.. Columns.Select((_, column) => column > 0 && Rows.All(row => IsNumber(row[column])))];
        // What is wider than a screen is scrolled in its own box, by keys as well.
        html.Begin("div", ("class", "box"), ("role", "region"), ("tabindex", "0"), ("aria-label", Caption));
        // Which columns hold numbers is said once, not in each of thousands of cells.
        html.Begin(
            "table", ("class", string.Join(' ', Enumerable.Range(0, numbers.Length).Where(column => numbers[column]).Select(column => $"n{column + 1}"))));
        html.Element("caption", Caption).NewLine().Begin("thead").Begin("tr");
        for (int i = 0; i < Columns.Count; i++)
        {
            html.Element("th", Columns[i], ("scope", "col"), ("class", numbers[i] ? "n" : "t"));
        }
        html.End(2).NewLine().Begin("tbody").NewLine();
        foreach (IReadOnlyList<string> row in Rows)
        {
            html.Begin("tr").Element("th", row[0], ("scope", "row"));
            foreach (string cell in row.Skip(1))
            {
                html.Element("td", cell);
            }
            html.End().NewLine();
        }
        html.End(3).NewLine();
    }

    private static bool IsNumber(string cell) => cell.Length == 0 || double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
