namespace RlQuery.Core.Data.Formats;

/// <summary>Reads the header of a NumPy file, which is the text of a Python dictionary, letter by letter.</summary>
/// <param name="text">The text.</param>
internal sealed class NpyScanner(string text)
{
    private int _place;

    /// <summary>Whether nothing but blanks is left.</summary>
    public bool AtEnd() => Peek() == '\0';

    /// <summary>Whether the next letter that is no blank is this one.</summary>
    public bool Sees(char letter) => Peek() == letter;

    /// <summary>Passes over this letter, if it is the next one.</summary>
    public bool Take(char letter)
    {
        bool there = Sees(letter);
        _place += there ? 1 : 0;
        return there;
    }

    /// <summary>A text in quotes without a backslash; null where there is none.</summary>
    public string? Quoted()
    {
        char quote = Peek();
        int end = quote is '\'' or '"' ? text.IndexOf(quote, _place + 1) : -1;
        if (end < 0)
        {
            return null;
        }
        string quoted = text[(_place + 1)..end];
        _place = end + 1;
        return quoted.Contains('\\', StringComparison.Ordinal) ? null : quoted;
    }

    /// <summary>Letters, digits and minus signs; empty where there are none.</summary>
    public string Word()
    {
        _ = Peek();
        int start = _place;
        while (_place < text.Length && (char.IsAsciiLetterOrDigit(text[_place]) || text[_place] == '-'))
        {
            _place++;
        }
        return text[start.._place];
    }

    // NUL where nothing is left.
    private char Peek()
    {
        while (_place < text.Length && text[_place] is ' ' or '\n' or '\r' or '\t')
        {
            _place++;
        }
        return _place < text.Length ? text[_place] : '\0';
    }
}
