using System.Globalization;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data;

/// <summary>
/// The columns of a table of regions that are no features: <c>region:picture</c> names the picture of a row, other <c>region:</c> columns are for people, and
/// <c>pixels:CLASS</c> counts its pixels of a class.
/// </summary>
public static class RegionColumns
{
    /// <summary>The column that makes a table one of regions: the name of each row's picture.</summary>
    public const string Picture = About + "picture";

    /// <summary>The number of each row's region in its picture.</summary>
    public const string Number = About + "number";

    /// <summary>How the names of columns begin that say something of a region to people.</summary>
    public const string About = "region:";

    /// <summary>How the names of columns begin that count pixels of a class.</summary>
    public const string Pixels = "pixels:";

    /// <summary>Whether a column is no feature.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="name">Its name.</param>
    internal static bool Has(Table table, string name) => Are(table)
        && (name.StartsWith(About, StringComparison.Ordinal) || name.StartsWith(Pixels, StringComparison.Ordinal));

    /// <summary>Whether the rows of a table are regions.</summary>
    internal static bool Are(Table table) => table.Columns.Any(column => column.Name == Picture);

    /// <summary>The target with the classes whose pixels are counted, though no region may be mostly of one.</summary>
    internal static TableColumn Declare(Table table, TableColumn target) => !Are(table) ? target
        : target with { DeclaredValues = [.. target.DeclaredValues.Union(Counts(table).Select(column => column.Name[Pixels.Length..]))] };

    /// <summary>Reads pictures and pixels, once the classes are known.</summary>
    /// <param name="table">A table.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <returns>Completes a data set; it is left as it is where rows are no regions, or no pixels are counted.</returns>
    internal static Func<Dataset, Dataset> Read(Table table, FaultList faults)
    {
        RegionAddresses? addresses = Are(table) ? AddressesOf(table) : null;
        TableColumn[] counts = Are(table) ? [.. Counts(table)] : [];
        if (counts.Length == 0)
        {
            return data => data.Addressed(addresses);
        }
        TableColumn names = table.Columns.First(column => column.Name == Picture);
        for (int row = 0; row < table.Rows; row++)
        {
            if (names.CellOf(row) is null)
            {
                faults.Add(table.Lines[row], Picture, "is empty; name the picture of the region");
            }
        }
        int[][] pixels = [.. counts.Select(column => ReadCounts(table, column, faults))];
        if (!faults.Any && pixels.All(own => own.Sum(count => (long)count) == 0))
        {
            faults.Add($"columns {Pixels}...: all counts are 0; count the pixels of each class, or leave the columns out");
        }
        string[] pictures = [.. names.Cells.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var place = pictures.Index().ToDictionary(picture => picture.Item, picture => picture.Index, StringComparer.Ordinal);
        int[] pictureOf = [.. names.Cells.Select(cell => cell is null ? 0 : place[cell])];
        return data =>
        {
            int[] all = new int[data.Rows * data.Classes];
            foreach ((int i, TableColumn column) in counts.Index())
            {
                int label = Array.IndexOf(data.ClassNames, column.Name[Pixels.Length..]);
                for (int row = 0; row < data.Rows; row++)
                {
                    all[(row * data.Classes) + label] = pixels[i][row];
                }
            }
            return data.WithRegions(new Regions(pictures, pictureOf, all)).Addressed(addresses);
        };
    }

    // Null where a row does not say which region it is: people may have made the table by hand.
    private static RegionAddresses? AddressesOf(Table table)
    {
        string?[] pictures = table.Columns.First(column => column.Name == Picture).Cells;
        string?[] cells = table.Columns.FirstOrDefault(column => column.Name == Number)?.Cells ?? [];
        int[] numbers = [.. cells.Select(NumberIn)];
        return numbers.Length > 0 && Array.TrueForAll(numbers, number => number >= 0) && Array.TrueForAll(pictures, picture => picture is not null)
            ? new RegionAddresses(table.Source, [.. pictures.OfType<string>()], numbers) : null;
    }

    private static int NumberIn(string? cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number == Math.Floor(number)
            && number is >= 0 and <= int.MaxValue ? (int)number : -1;

    private static IEnumerable<TableColumn> Counts(Table table) =>
        table.Columns.Where(column => column.Name.Length > Pixels.Length && column.Name.StartsWith(Pixels, StringComparison.Ordinal));

    private static int[] ReadCounts(Table table, TableColumn column, FaultList faults)
    {
        int[] counts = new int[table.Rows];
        for (int row = 0; row < counts.Length; row++)
        {
            string cell = column.CellOf(row) ?? "";
            if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double count) || count < 0 || count > int.MaxValue
                || count != Math.Floor(count))
            {
                faults.Add(table.Lines[row], column.Name, $"{CellText.Show(cell)} is no count of pixels; use a whole number of at least 0");
                continue;
            }
            counts[row] = (int)count;
        }
        return counts;
    }
}
