using System.Text;
using nietras.SeparatedValues;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Tells quotes that hold a cell together from quotes that are letters.</summary>
/// <remarks>
/// <para>A quote at the beginning of a cell opens it. To Sep every other quote opens one too, so <c>5'11"</c> would swallow the rows below: such quotes are
/// hidden behind a character that no text file holds.</para>
/// <para>Many programs write tabs without quoting. Where a quote in such a file closes in another line, or not at its cell's end, and every line has
/// equally many tabs, quotes are letters unless they open and close one cell.</para>
/// </remarks>
internal sealed class CsvQuotes
{
    /// <summary>Stands for a quote that is a letter.</summary>
    public const char Hidden = '\0';

    private readonly string _text;
    private readonly char _separator;
    private readonly List<(int Place, string Fault)> _faults = [];
    private readonly List<(int Start, int End)> _blanks = [];
    private char[]? _changed;
    private int _longCell = -1;
    private int _letter = -1;

    private CsvQuotes(string text, char separator)
    {
        _text = text;
        _separator = separator;
    }

    /// <summary>The text with quotes that are letters hidden, and without blanks around others; the same object where there are none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="separator">What stands between cells.</param>
    /// <param name="firstLine">Number of its first line.</param>
    /// <param name="faults">Receives quotes that are not closed, or closed too early, and what was decided.</param>
    public static string Settle(string text, char separator, int firstLine, FaultList faults)
    {
        if (!text.Contains('"', StringComparison.Ordinal))
        {
            return text;
        }
        var quotes = new CsvQuotes(text, separator);
        quotes.Scan(withinCells: false);
        bool doubtful = quotes._longCell >= 0 || quotes._faults.Count > 0;
        var lines = new LineCounter(text, firstLine);
        if (doubtful && separator == '\t' && IsEven(text, separator))
        {
            quotes = new CsvQuotes(text, separator);
            quotes.Scan(withinCells: true);
            faults.Note($"line {lines.At(quotes._letter)}: a quote opens here and does not close at the end of its cell; such quotes are read as letters");
        }
        else if (quotes._faults.Count == 0 && doubtful && IsEven(text, separator))
        {
            faults.Note(
                $"line {lines.At(quotes._longCell)}: a quote opens here and closes in a later line; what is between them is one cell. "
                + "If the quote is a letter, write \"\"\" for it, and another \" at the end of the cell");
        }
        foreach ((int place, string fault) in quotes._faults)
        {
            faults.Add(lines.At(place), fault);
        }
        return quotes.Result();
    }

    private string Result()
    {
        if (_blanks.Count == 0)
        {
            return _changed is null ? _text : new string(_changed);
        }
        ReadOnlySpan<char> whole = _changed ?? _text.AsSpan();
        var text = new StringBuilder(whole.Length);
        int done = 0;
        foreach ((int start, int end) in _blanks)
        {
            text.Append(whole[done..start]);
            done = end;
        }
        return text.Append(whole[done..]).ToString();
    }

    private static bool IsEven(string text, char separator)
    {
        int width = 0;
        foreach (SepReader.Row row in SepText.Reader(separator, quotes: false).FromText(text))
        {
            bool counts = (row.ColCount > 1 || !row.Span.IsWhiteSpace()) && !row.Span.StartsWith(CsvComments.Mark);
            width = width == 0 && counts ? row.ColCount : width;
            if (counts && row.ColCount != width)
            {
                return false;
            }
        }
        return width > 1;
    }

    private void Scan(bool withinCells)
    {
        int lineStart = 0;
        int next;
        for (int position = 0; (next = _text.AsSpan(position).IndexOf('"')) >= 0;)
        {
            int quote = position + next;
            int lineEnd = _text.AsSpan(position, next).LastIndexOfAny('\r', '\n');
            lineStart = lineEnd < 0 ? lineStart : position + lineEnd + 1;
            position = !BeginsCell(quote) ? Hide(quote, quote + 1)
                : withinCells || _text.AsSpan(lineStart).StartsWith(CsvComments.Mark) ? PassCell(quote) : PassQuoted(quote);
        }
    }

    private bool BeginsCell(int quote)
    {
        int before = _text.AsSpan(0, quote).LastIndexOfAnyExcept(' ');
        return before < 0 || _text[before] == _separator || _text[before] is '\r' or '\n';
    }

    // A cell that may hold separators and line ends.
    private int PassQuoted(int quote)
    {
        int close = Closing(quote + 1, _text.Length);
        if (close < 0)
        {
            _faults.Add((quote, "a quote is opened and never closed"));
            return _text.Length;
        }
        _longCell = _longCell < 0 && _text.AsSpan(quote, close - quote).IndexOfAny('\r', '\n') >= 0 ? quote : _longCell;
        int end = CellEnd(close + 1);
        ReadOnlySpan<char> rest = _text.AsSpan((close + 1)..end);
        if (rest.IsWhiteSpace())
        {
            DropBlanks(quote, close, end);
        }
        else
        {
            _faults.Add((close, $"{CellText.Show(rest.Trim().ToString())} follows a closing quote; a quote within quotes is written twice"));
        }
        return Hide(close + 1, end);
    }

    // A cell that ends with the next separator.
    private int PassCell(int quote)
    {
        int end = CellEnd(quote + 1);
        int close = Closing(quote + 1, end);
        if (close < 0 || !_text.AsSpan((close + 1)..end).IsWhiteSpace())
        {
            _letter = _letter < 0 ? quote : _letter;
            return Hide(quote, end);
        }
        DropBlanks(quote, close, end);
        return end;
    }

    // Blanks before an opening and after a closing quote belong to no cell.
    private void DropBlanks(int quote, int close, int end)
    {
        int start = _text.AsSpan(0, quote).LastIndexOfAnyExcept(' ') + 1;
        if (start < quote)
        {
            _blanks.Add((start, quote));
        }
        if (close + 1 < end)
        {
            _blanks.Add((close + 1, end));
        }
    }

    private int Hide(int start, int end)
    {
        int next;
        for (int place = start; (next = _text.AsSpan(place..end).IndexOf('"')) >= 0; place += next + 1)
        {
            _changed ??= _text.ToCharArray();
            _changed[place + next] = Hidden;
        }
        return end;
    }

    private int Closing(int start, int end)
    {
        int next;
        for (int place = start; (next = _text.AsSpan(place..end).IndexOf('"')) >= 0; place += next + 2)
        {
            int quote = place + next;
            if (quote + 1 >= end || _text[quote + 1] != '"')
            {
                return quote;
            }
        }
        return -1;
    }

    private int CellEnd(int start)
    {
        int length = _text.AsSpan(start).IndexOfAny(_separator, '\r', '\n');
        return length < 0 ? _text.Length : start + length;
    }
}
