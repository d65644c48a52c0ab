namespace RlQuery.Core.Data.Formats;

/// <summary>Numbers of the lines of a text, whose ends may be CRLF, LF or CR.</summary>
/// <param name="text">The text.</param>
/// <param name="firstLine">Number of its first line.</param>
internal sealed class LineCounter(string text, int firstLine)
{
    private int _counted;
    private int _passed;

    /// <summary>The line in which a place is.</summary>
    /// <param name="place">Index of a character; counting goes on from the last one that was asked for, or begins again before it.</param>
    public int At(int place)
    {
        if (place < _counted)
        {
            (_counted, _passed) = (0, 0);
        }
        for (int next; (next = text.AsSpan(_counted..place).IndexOfAny('\r', '\n')) >= 0; _passed++)
        {
            int end = _counted + next;
            _counted = end + (text[end] == '\r' && end + 1 < place && text[end + 1] == '\n' ? 2 : 1);
        }
        _counted = place;
        return firstLine + _passed;
    }
}
