using System.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>The text between the quotes of a PO file.</summary>
internal static class PoText
{
    /// <summary>Takes quotes and escapes off, those of C.</summary>
    /// <param name="quoted">From the opening quote to the end of the line.</param>
    /// <returns>Null where it does not end with its closing quote, or has an escape that C does not know.</returns>
    public static string? Unquote(string quoted)
    {
        var text = new StringBuilder(quoted.Length);
        int i = 1;
        for (; i < quoted.Length && quoted[i] != '"'; i++)
        {
            if (quoted[i] != '\\')
            {
                text.Append(quoted[i]);
                continue;
            }
            i++;
            if (i == quoted.Length || Escaped(quoted[i]) is not { } letter)
            {
                return null;
            }
            text.Append(letter);
        }
        return i == quoted.Length - 1 ? text.ToString() : null;
    }

    private static char? Escaped(char letter) => letter switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'a' => '\a',
        'b' => '\b',
        'f' => '\f',
        'v' => '\v',
        '"' or '\\' => letter,
        _ => null,
    };
}
