using System.Globalization;
using System.Text;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling.Exchange;

namespace RlQuery.Core.Labelling.Pairs;

/// <summary>Writes a table with the cluster of each row.</summary>
public static class ClusterFile
{
    /// <summary>What it is called in the folder of a session.</summary>
    public const string Name = "clusters.csv";

    private const string Column = "cluster";

    /// <summary>Writes a CSV file with a header atomically: the cells as they stand in the table's file, and a last column with the cluster.</summary>
    /// <param name="path">The file; never that of the table.</param>
    /// <param name="table">The table.</param>
    /// <param name="clusters">Cluster of each row; see <see cref="PairClusters"/>.</param>
    /// <exception cref="InvalidInputException">The path is the table's own file, or no CSV file.</exception>
    public static void Write(string path, PairTable table, IReadOnlyList<int> clusters)
    {
        Table cells = table.Cells;
        SessionExport.Check(path, cells.Source, ".csv");
        string[] names = [.. cells.Columns.Select(column => column.Heading ?? column.Name)];
        string own = names.Contains(Column) ? $"{Column} of session" : Column;
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
            writer.WriteLine(Line([.. names, own]));
            for (int row = 0; row < cells.Rows; row++)
            {
                int place = row;
                writer.WriteLine(Line([.. cells.Columns.Select(column => column.RawOf(place)), clusters[row].ToString(CultureInfo.InvariantCulture)]));
            }
        }, FileModes.Of(cells.Source));
    }

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(CsvCell.QuoteForAll));
}
