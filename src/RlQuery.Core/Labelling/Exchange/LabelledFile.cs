using System.Text;

namespace RlQuery.Core.Labelling.Exchange;

/// <summary>Writes a table with the labels of a session in its target column.</summary>
public static class LabelledFile
{
    /// <summary>What it is called in the folder of a session.</summary>
    public const string Name = "labelled.csv";

    /// <summary>Writes a CSV file with a header atomically; cells that were not labelled are written as they stand in the table's file.</summary>
    /// <param name="path">The file; never that of the table.</param>
    /// <param name="table">The table.</param>
    /// <param name="state">The session.</param>
    /// <exception cref="InvalidInputException">The path is the table's own file, or no CSV file.</exception>
    public static void Write(string path, LabellingTable table, LabellingState state)
    {
        SessionExport.Check(path, table.Cells.Source, ".csv");
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
            writer.WriteLine(Line(table.Cells.Columns.Select(column => column.Heading ?? column.Name)));
            for (int row = 0; row < table.Cells.Rows; row++)
            {
                string? label = table.AnswerCell(state, row);
                int place = row;
                writer.WriteLine(Line(table.Cells.Columns.Select((column, i) =>
                    i != table.Target ? table.OtherCell(state, i, place) : label ?? column.RawOf(place))));
            }
        }, FileModes.Of(table.Cells.Source));
    }

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(CsvCell.QuoteForAll));
}
