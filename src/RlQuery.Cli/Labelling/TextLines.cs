namespace RlQuery.Cli.Labelling;

/// <summary>Wraps text at words, or at other items that must not be split.</summary>
internal static class TextLines
{
    /// <summary>Fills lines with items; one that is wider than a line has its own.</summary>
    /// <param name="items">What is never broken.</param>
    /// <param name="separator">What stands between two items of a line.</param>
    /// <param name="width">Letters of a line.</param>
    public static IEnumerable<string> Fill(IEnumerable<string> items, string separator, int width)
    {
        string line = "";
        foreach (string item in items)
        {
            if (line.Length > 0 && line.Length + separator.Length + item.Length > width)
            {
                yield return line;
                line = "";
            }
            line = line.Length == 0 ? item : line + separator + item;
        }
        yield return line;
    }

    /// <summary>Prints items, each without line ends of its own.</summary>
    public static void Write(Terminal terminal, IEnumerable<string> items, string separator)
    {
        foreach (string line in Fill(items.Select(PlainText.OneLine), separator, terminal.Width))
        {
            terminal.Output.WriteLine(line);
        }
    }

    /// <summary>Fills lines with the words of a sentence.</summary>
    public static IEnumerable<string> Fill(string sentence, int width) => Fill(sentence.Split(' '), " ", width);
}
