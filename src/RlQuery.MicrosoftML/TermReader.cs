using System.Buffers;
using RlQuery.Core.Data.Text;

namespace RlQuery.MicrosoftML;

/// <summary>The terms of a text: its words and word bigrams, as 64-bit hashes.</summary>
/// <remarks>
/// A word is a run of letters, digits and the marks that combine with them, in lower case of the invariant culture. Chinese, Japanese, Thai, Khmer and
/// others, which put no blanks between words, are read letter by letter, so that pairs stand for words. Of the symbols, only <c>! ? % @ #</c> and those of
/// currencies are words. Two terms in a million texts share a hash (FNV-1a, 64 bits) with a probability of about one in a million.
/// </remarks>
internal static class TermReader
{
    private const ulong Offset = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    private static readonly SearchValues<char> Signs = SearchValues.Create("!?%@#");

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="terms">Receives the hashes, ascending, each as often as it occurs.</param>
    /// <returns>The number of words.</returns>
    public static int Read(string text, List<ulong> terms)
    {
        terms.Clear();
        ulong before = 0;
        ulong word = Offset;
        int words = 0;
        foreach (char letter in text)
        {
            if (WritingSystems.IsUnspaced(letter) && char.IsLetter(letter))
            {
                // Marks that follow the letter belong to it.
                words += End(ref word, ref before, terms);
                word = (word ^ letter) * Prime;
                continue;
            }
            bool single = IsAlone(letter);
            if (!single && IsPart(letter))
            {
                word = (word ^ char.ToLowerInvariant(letter)) * Prime;
                continue;
            }
            words += End(ref word, ref before, terms);
            if (single)
            {
                word = (word ^ letter) * Prime;
                words += End(ref word, ref before, terms);
            }
        }
        words += End(ref word, ref before, terms);
        terms.Sort();
        return words;
    }

    private static int End(ref ulong word, ref ulong before, List<ulong> terms)
    {
        if (word == Offset)
        {
            return 0;
        }
        terms.Add(word);
        if (before != 0)
        {
            terms.Add((before * 31) ^ (word * Prime));
        }
        before = word;
        word = Offset;
        return 1;
    }

    private static bool IsPart(char letter) => char.IsLetterOrDigit(letter) || char.IsSurrogate(letter)
        || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    private static bool IsAlone(char letter) => Signs.Contains(letter)
        || WritingSystems.IsIdeographic(letter)
        || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.CurrencySymbol;
}
