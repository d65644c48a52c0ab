namespace RlQuery.Core.Data.Text;

/// <summary>The most cells of which a text may consist: each takes memory, however short it is, and a small packed file may hold very many.</summary>
internal static class CellBudget
{
    /// <summary>With the text they stay below 2 GB where they repeat, as short cells must.</summary>
    public const int MostCells = 50_000_000;

    /// <summary>Counts before anything is made of a text.</summary>
    /// <param name="source">The file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="separators">What stands between cells, beside line ends.</param>
    /// <returns>About how many cells there are.</returns>
    /// <exception cref="InvalidInputException">There are too many.</exception>
    public static int Check(string source, ReadOnlySpan<char> text, params ReadOnlySpan<char> separators)
    {
        int count = Math.Max(text.Count('\n'), text.Count('\r'));
        foreach (char separator in separators)
        {
            count += text.Count(separator);
        }
        Check(source, count);
        return count;
    }

    /// <summary>Refuses too many cells that are held as texts beside numbers.</summary>
    /// <param name="source">The file.</param>
    /// <param name="texts">How many there are so far.</param>
    /// <exception cref="InvalidInputException">There are too many.</exception>
    public static void CheckTexts(string source, long texts)
    {
        if (texts > MostCells)
        {
            throw new InvalidInputException($"{source}: has {texts} cells or more that are no numbers; at most {MostCells} are read");
        }
    }

    /// <summary>Refuses too many cells.</summary>
    /// <param name="source">The file.</param>
    /// <param name="cells">How many there are.</param>
    /// <exception cref="InvalidInputException">There are too many.</exception>
    public static void Check(string source, long cells)
    {
        if (cells > MostCells)
        {
            throw new InvalidInputException(
                $"{source}: has {cells} cells or more; at most {MostCells} are read, but of plain numbers in a .csv file that is not packed");
        }
    }
}
