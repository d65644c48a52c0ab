using System.IO.Compression;
using System.Text;
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

    /// <summary>One line with its end.</summary>
    public static string Line(params IEnumerable<string> cells) => string.Join(',', cells.Select(CsvCell.Quote)) + "\n";

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
        using IEnumerator<(int Line, List<string> Cells)> records = Records(ReadText(path)).GetEnumerator();
        List<string> header = records.MoveNext() ? records.Current.Cells : [];
        int[] positions = [.. columns.Select(column => header.IndexOf(column))];
        string[] faults = [.. columns.Where(column => !header.Contains(column)).Select(column => $"{path}: has no column '{column}'")];
        if (faults.Length > 0)
        {
            throw new InvalidInputException(faults);
        }
        while (records.MoveNext())
        {
            (int line, List<string> cells) = records.Current;
            if (cells.Count != header.Count)
            {
                throw new InvalidInputException($"{path}: line {line} has {cells.Count} cells; its header has {header.Count}");
            }
            yield return (line, [.. positions.Select(position => cells[position])]);
        }
    }

    /// <summary>Whether a file's header has a column; false if there is no file.</summary>
    public static bool HasColumn(string path, string column) => File.Exists(path) && Header(path).Contains(column);

    /// <summary>The columns of a file; none if it is empty.</summary>
    public static string[] Header(string path) => [.. Records(FirstLine(path)).SelectMany(header => header.Cells)];

    private static string ReadText(string path) => IsPacked(path) ? TextFile.Read(path)
        : InputFile.IsRegular(path) ? File.ReadAllText(path)
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
    }

    private static bool IsPacked(string path) => path.EndsWith(Packed, StringComparison.Ordinal);

    private static IEnumerable<(int Line, List<string> Cells)> Records(string text)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        int line = 1;
        int start = 1;
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : '\n';
            if (quoted && i < text.Length)
            {
                bool doubled = c == '"' && i + 1 < text.Length && text[i + 1] == '"';
                if (c != '"' || doubled)
                {
                    cell.Append(c);
                    i += doubled ? 1 : 0;
                }
                quoted = c != '"' || doubled;
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c is ',' or '\n')
            {
                cells.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (c == '\n')
                {
                    if (cells.Count > 1 || cells[0].Length > 0)
                    {
                        yield return (start, cells);
                    }
                    cells = [];
                    start = line + 1;
                }
            }
            else
            {
                cell.Append(c);
            }
            line += c == '\n' ? 1 : 0;
        }
    }
}
