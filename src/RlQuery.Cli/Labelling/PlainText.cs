namespace RlQuery.Cli.Labelling;

/// <summary>Text of a table on its way to the terminal: what would steer the terminal is not printed.</summary>
internal static class PlainText
{
    /// <summary>On one line.</summary>
    public static string OneLine(string text) => Lines(text).Replace('\n', ' ');

    /// <summary>With its line ends.</summary>
    public static string Lines(string text) => string.Concat(text.Replace("\r\n", "\n", StringComparison.Ordinal)
        .Select(letter => letter is '\n' ? letter : letter is '\r' or '\t' ? ' ' : char.IsControl(letter) ? '\uFFFD' : letter));
}
