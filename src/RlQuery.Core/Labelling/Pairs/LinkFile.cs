using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling.Exchange;

namespace RlQuery.Core.Labelling.Pairs;

/// <summary>Answers about pairs as a table: columns <c>first</c> and <c>second</c> with 0-based rows, and <c>answer</c>, which is same or different.</summary>
public static class LinkFile
{
    private const int Shown = 10;
    private static readonly string[] Columns = ["first", "second", "answer"];

    /// <summary>The file of answers that belongs to a file of clusters.</summary>
    /// <param name="clusters">Such as <c>clusters.csv</c>.</param>
    /// <returns>Such as <c>clusters.links.csv</c>.</returns>
    public static string Beside(string clusters) => Path.ChangeExtension(clusters, ".links.csv");

    /// <summary>Writes the answers of a session atomically, in the order in which they were given.</summary>
    /// <param name="path">The file.</param>
    /// <param name="table">The table.</param>
    /// <param name="state">The session.</param>
    /// <exception cref="InvalidInputException">The path is the table's own file.</exception>
    public static void Write(string path, PairTable table, LabellingState state)
    {
        SessionExport.Check(path, table.Cells.Source, ".csv");
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
            writer.WriteLine(string.Join(',', Columns));
            foreach (int item in state.Labelled)
            {
                (int first, int second) = table.RowsOf(item);
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{first},{second},{state.Answers[item]}"));
            }
        }, FileModes.Of(table.Cells.Source));
    }

    /// <summary>Reads answers.</summary>
    /// <param name="path">The file.</param>
    /// <param name="table">The table.</param>
    /// <param name="state">The session, whose answers they may not contradict; left as it is.</param>
    /// <param name="parts">Where formats are found; null for those of this library.</param>
    /// <returns>The hash of the file, and what it says that the session does not.</returns>
    /// <exception cref="InvalidInputException">It is no such table, names rows that cannot be asked about, or contradicts itself or the session.</exception>
    public static (string Hash, IReadOnlyList<RowImported> Links) Read(string path, PairTable table, LabellingState state, Parts? parts = null)
    {
        Table cells = TableReader.Read(path, null, parts, header: true);
        TableColumn[] columns = [.. Columns.Select(name => cells.Columns.FirstOrDefault(column => column.Name == name)
            ?? throw new InvalidInputException($"{path}: no column is called '{name}'; use the columns {string.Join(", ", Columns)}"))];
        var faults = new List<string>();
        var links = new List<RowImported>();
        var said = new Dictionary<int, int>();
        LabellingState grown = table.Begin();
        foreach (int item in state.Labelled)
        {
            grown.Apply(new RowImported(item, state.Answers[item]));
        }
        for (int row = 0; row < cells.Rows; row++)
        {
            string[] values = [.. columns.Select(column => column.CellOf(row) ?? "")];
            int? item = int.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
                && int.TryParse(values[1], NumberStyles.None, CultureInfo.InvariantCulture, out int second) ? table.ItemOf(first, second) : null;
            var link = new RowImported(item ?? 0, values[2]);
            string? fault = item is null ? $"rows '{values[0]}' and '{values[1]}' are no two rows that can be asked about"
                : !LinkAnswers.Names.Contains(values[2]) ? $"answer: '{values[2]}' is not allowed; use {string.Join(" or ", LinkAnswers.Names)}"
                : said.TryGetValue(link.Row, out int line) && grown.Answers[link.Row] != link.Answer
                    ? $"{table.Called(link.Row)}: '{link.Answer}' contradicts line {line}, which says {grown.Answers[link.Row]}"
                : grown.FaultOf(link);
            if (fault is not null)
            {
                faults.Add($"{path}: line {cells.Lines[row]}: {fault}");
            }
            else
            {
                said.TryAdd(link.Row, cells.Lines[row]);
                if (grown.Answers[link.Row] != link.Answer)
                {
                    grown.Apply(link);
                    links.Add(link);
                }
            }
        }
        if (faults.Count > 0)
        {
            string[] more = faults.Count > Shown ? [$"... and {faults.Count - Shown} more"] : [];
            throw new InvalidInputException([.. faults.Take(Shown), .. more]);
        }
        return (Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), links);
    }
}
