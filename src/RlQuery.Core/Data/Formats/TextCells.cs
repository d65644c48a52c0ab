namespace RlQuery.Core.Data.Formats;

/// <summary>Distinguishes columns of text and of image files from columns of categories.</summary>
internal static class TextCells
{
    /// <summary>Texts have at least this many words on average.</summary>
    private const int FewestWords = 3;

    /// <summary>A text column with more distinct cells does not hold categories.</summary>
    private const int MostCategories = 64;

    private static readonly string[] ImageEndings = [".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp"];

    /// <summary>Whether a column of several words is free text: cells repeat too seldom to be categories.</summary>
    public static bool AreTexts(TableColumn column)
    {
        string[] cells = [.. column.Cells.OfType<string>()];
        int distinct = cells.Distinct(StringComparer.Ordinal).Count();
        return (distinct > MostCategories || 2 * distinct > cells.Length)
            && cells.Sum(cell => (long)Words(cell)) >= (long)FewestWords * cells.Length && distinct > 1;
    }

    /// <summary>Whether every cell has the extension of an image file.</summary>
    public static bool AreImages(TableColumn column) => column.Cells.Any(cell => cell is not null)
        && column.Cells.All(cell => cell is null || Array.Exists(ImageEndings, ending => cell.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Words are separated by blanks; each Chinese or Japanese character is a word.</summary>
    private static int Words(string cell)
    {
        int words = 0;
        bool within = false;
        foreach (char letter in cell)
        {
            bool alone = letter is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF');
            words += alone || (!within && !char.IsWhiteSpace(letter)) ? 1 : 0;
            within = !alone && !char.IsWhiteSpace(letter);
        }
        return words;
    }
}
