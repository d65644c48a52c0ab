using System.IO.Compression;
using System.Text;
using nietras.SeparatedValues;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>
/// The CSV files that this library writes and reads: commas, a header, quotes where needed (RFC 4180); compressed if their name ends in <c>.gz</c>.
/// </summary>
internal static class CsvText
{
    private const string Packed = ".gz";

    /// <summary>Writes a file atomically.</summary>
    public static void Write(string path, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        AtomicFile.Write(path, IsPacked(path) ? Gzip.Pack(bytes) : bytes);
    }

    /// <summary>Reads a file with a header.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">Columns that it must have, in any order, among others.</param>
    /// <returns>For each row the line where it starts and the cells of those columns, in the order asked for.</returns>
    /// <exception cref="InvalidInputException">There is no such file, it is packed and damaged, a column is missing, or a row has too few cells.</exception>
    public static IEnumerable<(int Line, string[] Cells)> Read(string path, params string[] columns)
    {
        if (!File.Exists(path))
        {
            throw new InvalidInputException($"{path}: there is no such file");
        }
        using IEnumerator<(int Line, string[] Cells)> records = Records(ReadText(path)).GetEnumerator();
        string[] header = records.MoveNext() ? records.Current.Cells : [];
        int[] positions = [.. columns.Select(column => Array.IndexOf(header, column))];
        string[] faults = [.. columns.Where(column => !header.Contains(column)).Select(column => $"{path}: has no column '{column}'")];
        if (faults.Length > 0)
        {
            throw new InvalidInputException(faults);
        }
        while (records.MoveNext())
        {
            (int line, string[] cells) = records.Current;
            if (cells.Length != header.Length)
            {
                throw new InvalidInputException($"{path}: line {line} has {cells.Length} cells; its header has {header.Length}");
            }
            yield return (line, [.. positions.Select(position => cells[position])]);
        }
    }

    /// <summary>Whether a file's header has a column; false if there is no file.</summary>
    public static bool HasColumn(string path, string column) => File.Exists(path) && Header(path).Contains(column);

    /// <summary>The columns of a file; none if it is empty.</summary>
    public static string[] Header(string path) => [.. Records(FirstLine(path)).SelectMany(header => header.Cells)];

    private static string ReadText(string path) => IsPacked(path) ? TextFile.Read(path)
        : InputFile.IsRegular(path) ? InputFile.ReadText(path)
        : "";

    private static string FirstLine(string path)
    {
        try
        {
            if (!InputFile.IsRegular(path))
            {
                return "";
            }
            using FileStream file = File.OpenRead(path);
            using var reader = new StreamReader(IsPacked(path) ? new GZipStream(file, CompressionMode.Decompress) : file);
            return reader.ReadLine() ?? "";
        }
        catch (InvalidDataException)
        {
            throw new InvalidInputException($"{path}: the gzip file is damaged or cut short");
        }
        catch (UnauthorizedAccessException denied)
        {
            throw InputFile.Unreadable(path, denied);
        }
    }

    private static bool IsPacked(string path) => path.EndsWith(Packed, StringComparison.Ordinal);

    private static IEnumerable<(int Line, string[] Cells)> Records(string text)
    {
        using SepReader reader = SepText.Reader(',', trims: false).FromText(text);
        for (int line = 1; reader.MoveNext(); line = reader.Current.LineNumberToExcl)
        {
            SepReader.Row row = reader.Current;
            if (row.Span.Length > 0)
            {
                string[] cells = new string[row.ColCount];
                for (int i = 0; i < cells.Length; i++)
                {
                    // CsvBuilder puts an apostrophe before text that a spreadsheet would run.
                    cells[i] = CsvCell.Unguard(row[i].ToString());
                }
                yield return (line, cells);
            }
        }
    }
}
