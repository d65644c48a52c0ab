using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Formats;

namespace RlQuery.Core.Augmentation;

/// <summary>Writes made rows to a file of their own.</summary>
public static class MadeRowsFile
{
    /// <summary>What stands in place of row numbers where a row is made from all labelled rows of its class.</summary>
    public const string AllRows = "all";

    /// <summary>Names of the columns that it adds.</summary>
    public static IReadOnlyList<string> Added { get; } = ["made-from", "method", "difficulty", "quality"];

    /// <summary>Writes CSV: the columns of the table, then <see cref="Added"/>. An ignored column is empty.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cells">The table as it was read.</param>
    /// <param name="target">Index of its target column.</param>
    /// <param name="table">The same table, of which the rows are made.</param>
    /// <param name="made">The rows.</param>
    /// <param name="most">Who may read it at most.</param>
    /// <exception cref="InvalidInputException">The table has a column of a name that is added.</exception>
    public static void Write(string path, Table cells, int target, AugmentedTable table, MadeRows made, UnixFileMode most = FileModes.Any)
    {
        CheckNames(cells);
        int[] places = [.. cells.Columns.Select(column => table.Columns.ToList().FindIndex(feature => feature.Name == column.Name))];
        using var csv = new CsvBuilder([.. cells.Columns.Select(column => column.Name), .. Added]);
        foreach (MadeRow row in made.Rows)
        {
            csv.Add([
                .. places.Select((place, i) => i == target ? table.Classes[row.Label] : place < 0 ? "" : row.Cells[place] ?? ""),
                row.Parents.Count == 0 ? AllRows : string.Join(' ', row.Parents.Select(parent => parent.ToString(CultureInfo.InvariantCulture))),
                row.Method, row.Difficulty.ToString("F4", CultureInfo.InvariantCulture), row.Quality.ToString("F4", CultureInfo.InvariantCulture)]);
        }
        AtomicFile.WriteText(path, csv.ToString(), most);
    }

    /// <summary>Refuses a table that has a column of a name that is added.</summary>
    /// <param name="cells">The table.</param>
    /// <exception cref="InvalidInputException">It has one.</exception>
    public static void CheckNames(Table cells)
    {
        if (cells.Columns.FirstOrDefault(column => Added.Contains(column.Name)) is { } column)
        {
            throw new InvalidInputException($"{cells.Source}: column {column.Name} has a name that is added to made rows; rename it");
        }
    }
}
