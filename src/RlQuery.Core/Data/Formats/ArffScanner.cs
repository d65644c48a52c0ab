namespace RlQuery.Core.Data.Formats;

/// <summary>Splits one line of an ARFF file into tokens: quoted with ' or " (backslash escapes), or up to a blank, comma, brace or %.</summary>
internal sealed class ArffScanner(string line)
{
    private int _position;

    /// <summary>Whether the last token was quoted; a quoted ? is text.</summary>
    public bool WasQuoted { get; private set; }

    /// <summary>The last token with the blanks within its quotes.</summary>
    public string Raw { get; private set; } = "";

    /// <summary>What is wrong with the quoted tokens; null where nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>Skips blanks; true at the end of the line or at a comment.</summary>
    public bool AtEnd()
    {
        while (_position < line.Length && char.IsWhiteSpace(line[_position]))
        {
            _position++;
        }
        return _position >= line.Length || line[_position] == '%';
    }

    /// <summary>Consumes a character if it comes next after blanks.</summary>
    public bool Take(char expected)
    {
        if (AtEnd() || line[_position] != expected)
        {
            return false;
        }
        _position++;
        return true;
    }

    /// <summary>The next token; empty before a comma or at the end.</summary>
    public string Next()
    {
        WasQuoted = !AtEnd() && line[_position] is '\'' or '"';
        if (WasQuoted)
        {
            Raw = NextQuoted(line[_position++]);
            return Raw.Trim();
        }
        int start = _position;
        while (_position < line.Length && !char.IsWhiteSpace(line[_position]) && line[_position] is not (',' or '{' or '}' or '%'))
        {
            _position++;
        }
        return Raw = line[start.._position];
    }

    private string NextQuoted(char quote)
    {
        int start = _position;
        while (_position < line.Length && line[_position] != quote)
        {
            _position += line[_position] == '\\' && _position + 1 < line.Length ? 2 : 1;
        }
        string token = ArffEscapes.Decode(line.AsSpan(start..Math.Min(_position, line.Length)));
        Fault ??= _position >= line.Length ? "a quote is opened and never closed" : ArffEscapes.FaultOf(token);
        _position = Math.Min(_position + 1, line.Length);
        return token;
    }
}
