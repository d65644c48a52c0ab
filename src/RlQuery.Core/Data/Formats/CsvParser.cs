using System.Text;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Splits text into records and cells by RFC 4180: quotes, doubled quotes, line ends within quotes.</summary>
/// <remarks>
/// More lenient than the RFC in three points: line ends may be CRLF, LF or CR; blanks around a cell and before an opening quote are ignored; empty lines are
/// skipped. A quote within an unquoted cell is an ordinary character.
/// </remarks>
internal sealed class CsvParser(string text, char separator, FaultList faults)
{
    private const int LongestShared = 16;
    private const int MostShared = 4096;

    private readonly Dictionary<string, string> _seen = [];
    private readonly StringBuilder _quoted = new();
    private int _position;
    private int _line = 1;

    public List<CsvRecord> Parse(int atMost = int.MaxValue)
    {
        var records = new List<CsvRecord>();
        var cells = new List<string>();
        while (_position < text.Length && records.Count < atMost)
        {
            int line = _line;
            int start = _position;
            cells.Clear();
            do
            {
                cells.Add(ReadCell());
            }
            while (TakeSeparator());
            bool blank = text.AsSpan(start, _position - start).IsWhiteSpace() && cells.Count == 1;
            TakeLineEnd();
            if (!blank)
            {
                string[] raw = [.. cells];
                bool padded = Array.Exists(raw, cell => cell.Length > 0 && (char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1])));
                records.Add(new CsvRecord(line, padded ? Array.ConvertAll(raw, cell => Share(cell.AsSpan().Trim())) : raw, raw));
            }
        }
        return records;
    }

    private string ReadCell()
    {
        int start = _position;
        while (_position < text.Length && text[_position] == ' ')
        {
            _position++;
        }
        if (_position < text.Length && text[_position] == '"')
        {
            return ReadQuoted();
        }
        _position = start;
        return Share(SkipToEnd());
    }

    private string ReadQuoted()
    {
        int line = _line;
        _quoted.Clear();
        _position++;
        while (true)
        {
            int stop = text.AsSpan(_position).IndexOfAny('"', '\r', '\n');
            if (stop < 0)
            {
                _position = text.Length;
                faults.Add(line, "a quote is opened and never closed");
                return "";
            }
            _quoted.Append(text, _position, stop);
            _position += stop;
            if (text[_position] != '"')
            {
                int lineEnd = _position;
                TakeLineEnd();
                _quoted.Append(text, lineEnd, _position - lineEnd);
                continue;
            }
            _position++;
            if (_position >= text.Length || text[_position] != '"')
            {
                break;
            }
            _quoted.Append('"');
            _position++;
        }
        ReadOnlySpan<char> rest = SkipToEnd();
        if (!rest.IsWhiteSpace())
        {
            faults.Add(_line, $"{CellText.Show(rest.Trim().ToString())} follows a closing quote; a quote within quotes is written twice");
        }
        return Share(_quoted.ToString());
    }

    private ReadOnlySpan<char> SkipToEnd()
    {
        ReadOnlySpan<char> rest = text.AsSpan(_position);
        int length = rest.IndexOfAny(separator, '\r', '\n');
        length = length < 0 ? rest.Length : length;
        _position += length;
        return rest[..length];
    }

    private bool TakeSeparator()
    {
        if (_position >= text.Length || text[_position] != separator)
        {
            return false;
        }
        _position++;
        return true;
    }

    private void TakeLineEnd()
    {
        if (_position >= text.Length)
        {
            return;
        }
        _position += text.AsSpan(_position).StartsWith("\r\n") ? 2 : 1;
        _line++;
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
