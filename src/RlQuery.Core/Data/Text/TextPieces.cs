using System.Text;

namespace RlQuery.Core.Data.Text;

/// <summary>Pieces of a text: words, single digits, marks and spaces. A single space belongs to what follows. Byte-pair encoding joins within them.</summary>
internal static class TextPieces
{
    private enum Kind
    {
        Space,
        Word,
        Digit,
        Mark,
    }

    /// <summary>Splits a text.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Pieces that joined are the text.</returns>
    public static List<string> Of(string text)
    {
        var pieces = new List<string>();
        int start = 0;
        var kind = Kind.Space;
        for (int i = 0; i < text.Length;)
        {
            _ = Rune.DecodeFromUtf16(text.AsSpan(i), out Rune rune, out int length);
            Kind next = Of(rune);
            bool goesOn = i == start
                || (next == kind && kind != Kind.Digit)
                || (kind == Kind.Space && text[i - 1] == ' ' && i - 1 == start);
            if (!goesOn)
            {
                // Of several spaces, the last belongs to what follows.
                int end = kind == Kind.Space && text[i - 1] == ' ' ? i - 1 : i;
                pieces.Add(text[start..end]);
                start = end;
            }
            kind = next;
            i += length;
        }
        if (start < text.Length)
        {
            pieces.Add(text[start..]);
        }
        return pieces;
    }

    private static Kind Of(Rune rune) =>
        Rune.IsWhiteSpace(rune) ? Kind.Space
        : Rune.IsDigit(rune) ? Kind.Digit
        : Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark ? Kind.Word
        : Kind.Mark;
}
