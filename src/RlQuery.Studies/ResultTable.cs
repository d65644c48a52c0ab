using RlQuery.Core;
using RlQuery.Core.Data.Formats;

namespace RlQuery.Studies;

/// <summary>A table of results as in its file: no number is parsed, rounded or computed again.</summary>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Rows">The cells of each row, as many as there are columns.</param>
public sealed record ResultTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Reads a table.</summary>
    /// <param name="path">A CSV file that an evaluation wrote.</param>
    /// <exception cref="InvalidInputException">It is missing or damaged.</exception>
    public static ResultTable Read(string path)
    {
        string[] columns = File.Exists(path) ? CsvText.Header(path) : [];
        return new ResultTable(columns, [.. CsvText.Read(path, columns).Select(row => row.Cells)]);
    }

    /// <summary>Writes the table atomically.</summary>
    /// <param name="path">The target; compressed if it ends in <c>.gz</c>.</param>
    public void Write(string path)
    {
        using var text = new CsvBuilder(Columns);
        foreach (IReadOnlyList<string> row in Rows)
        {
            text.Add(row);
        }
        CsvText.Write(path, text.ToString());
    }

    /// <summary>The cells of each row by the names of their columns.</summary>
    public IEnumerable<IReadOnlyDictionary<string, string>> Records =>
        Rows.Select(row => Columns.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second));

    /// <summary>The table with only some columns and rows.</summary>
    /// <param name="columns">Names of columns; missing ones are ignored.</param>
    /// <param name="isShown">Whether a row is among them; all where it is null.</param>
    public ResultTable Select(IEnumerable<string> columns, Func<IReadOnlyDictionary<string, string>, bool>? isShown = null)
    {
        string[] shown = [.. columns.Where(Columns.Contains)];
        return new ResultTable(shown, [.. Records.Where(row => isShown is null || isShown(row)).Select(row => shown.Select(column => row[column]).ToArray())]);
    }
}
