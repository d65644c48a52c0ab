using System.Text.RegularExpressions;

namespace RlQuery.Core.Tasks.Translation;

/// <summary>Words and marks of a text, as <see cref="Bleu"/> counts them: the tokenisation 13a of mteval-v13a, in sacreBLEU's form.</summary>
/// <remarks>Source: M. Post, "A Call for Clarity in Reporting BLEU Scores" (WMT 2018). Signs outside ASCII part no words.</remarks>
internal static partial class EvaluationTokens
{
    /// <summary>Splits a text.</summary>
    /// <param name="text">Any text.</param>
    public static string[] Of(string text)
    {
        string line = text
            .Replace("<skipped>", "", StringComparison.Ordinal)
            .Replace("-\n", "", StringComparison.Ordinal)
            .Replace('\n', ' ')
            .Replace("&quot;", "\"", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal);
        line = Marks().Replace($" {line} ", " $1 ");
        line = StopsAfterNoDigit().Replace(line, "$1 $2 ");
        line = StopsBeforeNoDigit().Replace(line, " $1 $2");
        line = DashesAfterDigit().Replace(line, "$1 $2 ");
        return line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    // Marks of ASCII, but apostrophe, comma, dash and full stop.
    [GeneratedRegex(@"([!-&(-+:-@/\[-`{-~])", RegexOptions.NonBacktracking)]
    private static partial Regex Marks();

    [GeneratedRegex("([^0-9])([.,])", RegexOptions.NonBacktracking)]
    private static partial Regex StopsAfterNoDigit();

    [GeneratedRegex("([.,])([^0-9])", RegexOptions.NonBacktracking)]
    private static partial Regex StopsBeforeNoDigit();

    [GeneratedRegex("([0-9])(-)", RegexOptions.NonBacktracking)]
    private static partial Regex DashesAfterDigit();
}
