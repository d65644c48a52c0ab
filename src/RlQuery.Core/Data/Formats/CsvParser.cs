using nietras.SeparatedValues;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Takes text apart into records and cells by RFC 4180: quotes, doubled quotes, line ends within quotes.</summary>
/// <remarks>
/// <para>Sep splits and unquotes. <see cref="CsvQuotes"/> first tells quotes from letters, since to Sep every quote opens or closes.</para>
/// <para>More lenient than the RFC in three points: line ends may be CRLF, LF or CR; blanks around a cell and before an opening quote are ignored;
/// empty lines are skipped. A quote within an unquoted cell is an ordinary character.</para>
/// </remarks>
internal sealed class CsvParser(string text, char separator, FaultList faults, int firstLine = 1)
{
    private const int LongestShared = 16;
    private const int MostShared = 4096;

    private readonly Dictionary<string, string> _seen = [];

    /// <summary>The records, none where quotes are faulty.</summary>
    /// <param name="atMost">Where to stop.</param>
    public List<CsvRecord> Parse(int atMost = int.MaxValue)
    {
        var records = new List<CsvRecord>();
        string settled = CsvQuotes.Settle(text, separator, firstLine, faults);
        bool hidden = !ReferenceEquals(settled, text);
        int line = firstLine;
        bool quoted = settled.Contains('"', StringComparison.Ordinal);
        using SepReader reader = SepText.Reader(separator, quoted, trims: false).FromText(settled);
        try
        {
            while (records.Count < atMost && reader.MoveNext())
            {
                SepReader.Row row = reader.Current;
                if (row.ColCount > 1 || !row.Span.IsWhiteSpace())
                {
                    bool marked = row.Span.StartsWith(CsvComments.Mark);
                    string[] raw = new string[row.ColCount];
                    bool padded = false;
                    for (int i = 0; i < raw.Length; i++)
                    {
                        string cell = Share(row[i].Span);
                        raw[i] = hidden ? cell.Replace(CsvQuotes.Hidden, '"') : cell;
                        padded |= cell.Length > 0 && (char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1]));
                    }
                    records.Add(new CsvRecord(line, padded ? Array.ConvertAll(raw, cell => Share(cell.AsSpan().Trim())) : raw, raw, marked));
                }
                // Sep numbers the line on which the first row begins wrongly, and that on which a row ends rightly.
                line = row.LineNumberToExcl + firstLine - 1;
            }
        }
        catch (NotSupportedException)
        {
            faults.Add(line, $"longer than {1 << 24} letters; that is the most for one row");
        }
        return records;
    }

    /// <summary>One string for all equal short cells: numbers and categories repeat.</summary>
    private string Share(ReadOnlySpan<char> cell)
    {
        if (cell.Length > LongestShared)
        {
            return cell.ToString();
        }
        Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> lookup = _seen.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(cell, out string? shared))
        {
            shared = cell.ToString();
            if (_seen.Count < MostShared)
            {
                _seen.Add(shared, shared);
            }
        }
        return shared;
    }
}
