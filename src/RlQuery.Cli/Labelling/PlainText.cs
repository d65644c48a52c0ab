namespace RlQuery.Cli.Labelling;

/// <summary>
/// Table text for the terminal: control characters and bidirectional overrides are not printed.
/// </summary>
internal static class PlainText
{
    /// <summary>Its first letters; one of two parts, such as a picture of a face, is not cut in its middle.</summary>
    public static string Start(string text, int most) => text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>On one line.</summary>
    public static string OneLine(string text) => Lines(text).Replace('\n', ' ');

    /// <summary>With its line ends.</summary>
    public static string Lines(string text) => string.Concat(text.Replace("\r\n", "\n", StringComparison.Ordinal)
        .Select(letter => letter switch
        {
            '\n' => letter,
            '\r' or '\t' => ' ',
            (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => '\uFFFD',
            _ => char.IsControl(letter) ? '\uFFFD' : letter,
        }));
}
