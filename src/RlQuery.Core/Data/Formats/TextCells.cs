using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Distinguishes columns of text and of image files from columns of categories.</summary>
internal static class TextCells
{
    /// <summary>Texts have at least this many words on average.</summary>
    private const int FewestWords = 3;

    /// <summary>If nearly all cells differ, two words on average are enough: as categories they would tell nothing.</summary>
    private const int FewestOfUnique = 2;
    private const double UniqueShare = 0.9;

    /// <summary>Letters per word in scripts without blanks between words.</summary>
    private const int LettersOfWord = 4;

    /// <summary>A text column with more distinct cells does not hold categories.</summary>
    private const int MostCategories = 64;

    private static readonly string[] ImageEndings = [".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp"];

    /// <summary>Whether a column of several words is free text: cells repeat too seldom to be categories.</summary>
    public static bool AreTexts(TableColumn column)
    {
        string[] cells = [.. column.Cells.OfType<string>()];
        int distinct = cells.Distinct(StringComparer.Ordinal).Count();
        long words = cells.Sum(cell => (long)Words(cell));
        return distinct > 1 && (distinct > MostCategories || 2 * distinct > cells.Length)
            && words >= (long)(distinct >= UniqueShare * cells.Length ? FewestOfUnique : FewestWords) * cells.Length;
    }

    /// <summary>Whether every cell has the extension of an image file.</summary>
    public static bool AreImages(TableColumn column) => column.Cells.Any(cell => cell is not null)
        && column.Cells.All(cell => cell is null || Array.Exists(ImageEndings, ending => cell.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Words are separated by blanks; each Chinese or Japanese character is a word, and so are four letters of Thai and similar scripts.</summary>
    private static int Words(string cell)
    {
        int words = 0;
        int unspaced = 0;
        bool within = false;
        foreach (char letter in cell)
        {
            bool alone = WritingSystems.IsIdeographic(letter);
            bool between = char.IsWhiteSpace(letter) || WritingSystems.IsUnspaced(letter);
            words += alone || (!within && !between) ? 1 : 0;
            unspaced += WritingSystems.IsUnspaced(letter) && char.IsLetter(letter) ? 1 : 0;
            within = !alone && !between;
        }
        return words + ((unspaced + LettersOfWord - 1) / LettersOfWord);
    }
}
