using System.Globalization;
using System.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>What a backslash means within quotes of an ARFF file.</summary>
/// <remarks>
/// Weka (Utils.backQuoteChars) writes a line end, carriage return and tab as \n, \r and \t, any character as \uXXXX, and a backslash before quotes, the percent
/// sign and itself. Before any other letter it is passed over.
/// </remarks>
internal static class ArffEscapes
{
    private const int HexDigits = 4;

    /// <summary>The text that is meant.</summary>
    public static string Decode(ReadOnlySpan<char> token)
    {
        if (!token.Contains('\\'))
        {
            return token.ToString();
        }
        var text = new StringBuilder(token.Length);
        for (int i = 0; i < token.Length; i++)
        {
            if (token[i] != '\\' || i + 1 == token.Length)
            {
                text.Append(token[i]);
                continue;
            }
            i++;
            if (token[i] == 'u' && i + HexDigits < token.Length
                && ushort.TryParse(token.Slice(i + 1, HexDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
            {
                text.Append((char)code);
                i += HexDigits;
                continue;
            }
            text.Append(token[i] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', char other => other });
        }
        return text.ToString();
    }

    /// <summary>What no text may hold; null where there is nothing of it.</summary>
    public static string? FaultOf(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]) || text[i] == '\0')
            {
                return $"\\u{(int)text[i]:x4} is no letter";
            }
        }
        return null;
    }
}
