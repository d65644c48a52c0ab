using System.Globalization;

namespace RlQuery.Core.Data.Text;

/// <summary>
/// Splits a sentence into words and marks: letters, digits and what combines with them run together, every other character that is no blank stands alone, and
/// so does each Chinese or Japanese one. Case is kept.
/// </summary>
internal static class SentenceWords
{
    /// <summary>The words and marks of a sentence, in order.</summary>
    /// <param name="sentence">The sentence.</param>
    public static List<string> Of(string sentence)
    {
        var words = new List<string>();
        for (int i = 0; i < sentence.Length;)
        {
            int end = i + 1;
            if (IsWithinWord(sentence[i]))
            {
                while (end < sentence.Length && IsWithinWord(sentence[end]))
                {
                    end++;
                }
            }
            else if (char.IsHighSurrogate(sentence[i]) && end < sentence.Length && char.IsLowSurrogate(sentence[end]))
            {
                end++;
            }
            if (!char.IsWhiteSpace(sentence[i]))
            {
                words.Add(sentence[i..end]);
            }
            i = end;
        }
        return words;
    }

    /// <summary>How many words and marks a sentence has: what its translation costs.</summary>
    /// <param name="sentence">The sentence.</param>
    public static int Count(string sentence) => Of(sentence).Count;

    private static bool IsWithinWord(char letter) => !WritingSystems.IsIdeographic(letter)
        && (char.IsLetterOrDigit(letter)
            || CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
}
