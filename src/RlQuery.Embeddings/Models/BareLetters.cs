using System.Globalization;
using System.Text;

namespace RlQuery.Embeddings.Models;

/// <summary>Letters without their accents, as models that know no case were trained on (BERT's basic tokenizer).</summary>
internal static class BareLetters
{
    /// <summary>The text without marks.</summary>
    /// <param name="text">Any text.</param>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }
        var bare = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            char plain = Core.Data.Text.ComposedText.LetterOf(letter);
            if (char.GetUnicodeCategory(plain) != UnicodeCategory.NonSpacingMark)
            {
                bare.Append(plain);
            }
        }
        return bare.ToString();
    }
}
