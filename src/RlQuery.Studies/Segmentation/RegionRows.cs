using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Data;

namespace RlQuery.Studies.Segmentation;

/// <summary>Which row of a table is which region of which picture, whatever the order of the rows.</summary>
internal sealed class RegionRows
{
    private readonly Dictionary<string, int[]> _rows;

    private RegionRows(IReadOnlyList<string> pictures, Dictionary<string, int[]> rows) => (Pictures, _rows) = (pictures, rows);

    /// <summary>Names of the pictures, in the order in which the table has them.</summary>
    public IReadOnlyList<string> Pictures { get; }

    /// <summary>Reads the columns that name picture and region.</summary>
    /// <param name="table">A table of regions.</param>
    /// <exception cref="InvalidInputException">A column is not there, or the regions of a picture are not numbered 0, 1, ... once each.</exception>
    public static RegionRows Of(Table table)
    {
        string?[] names = Cells(table, RegionColumns.Picture);
        string?[] numbers = Cells(table, RegionColumns.Number);
        var rows = new Dictionary<string, int[]>();
        var pictures = new List<string>();
        foreach (IGrouping<string, int> own in Enumerable.Range(0, table.Rows).GroupBy(row => names[row] ?? ""))
        {
            (int Row, double Number)[] regions = [.. own.Select(row => (row, Parse(numbers[row]))).OrderBy(one => one.Item2)];
            if (regions.Index().FirstOrDefault(one => one.Item.Number != one.Index, (-1, default)) is { Index: >= 0 } odd)
            {
                throw new InvalidInputException(
                    $"{table.Source}: the regions of {MessageText.Quote(own.Key)} are not numbered 0 to {regions.Length - 1}, once each: "
                    + $"{odd.Index} is missing or there twice in {RegionColumns.Number}");
            }
            pictures.Add(own.Key);
            rows.Add(own.Key, [.. regions.Select(one => one.Row)]);
        }
        string? twice = pictures.CountBy(name => Path.GetFileNameWithoutExtension(name)).FirstOrDefault(name => name.Value > 1).Key;
        return twice is null ? new RegionRows(pictures, rows) : throw new InvalidInputException(
            $"{table.Source}: several pictures are named {MessageText.Quote(twice)} but for their extension; rename them");
    }

    /// <summary>The row of each region of a picture.</summary>
    /// <param name="picture">Its name.</param>
    /// <exception cref="InvalidInputException">The table has no such picture.</exception>
    public int[] RowsOf(string picture) => _rows.TryGetValue(picture, out int[]? rows) ? rows
        : throw new InvalidInputException($"picture: {MessageText.Quote(picture)} is not in the table{NearestName.Hint(picture, [.. Pictures])}");

    private static string?[] Cells(Table table, string name) => table.Columns.FirstOrDefault(column => column.Name == name)?.Cells
        ?? throw new InvalidInputException($"{table.Source}: has no column {name}; make a table of regions by 'rlquery regions'");

    private static double Parse(string? cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : -1;
}
