namespace RlQuery.Core.Data.Graphs;

/// <summary>Words, as names of entities and texts of rows are cut into them; both in the same way, so that they meet.</summary>
public static class EntityText
{
    /// <summary>The letters and digits between all other signs, in lower case. A possessive ending ('s) is left out.</summary>
    /// <param name="text">A text.</param>
    public static string[] Words(string text)
    {
        var words = new List<string>();
        for (int at = 0; at < text.Length; at++)
        {
            int start = at;
            while (at < text.Length && IsPart(text, at, start))
            {
                at++;
            }
            if (at > start)
            {
                string word = text[start..at].ToLowerInvariant().Replace('’', '\'');
                words.Add(word.Length > 2 && word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word);
            }
        }
        return [.. words];
    }

    /// <summary>The entities that a text names, each once and ascending: from left to right the longest name that begins at each word.</summary>
    /// <param name="text">A text.</param>
    /// <param name="names">Knows the names.</param>
    public static int[] Entities(string text, IEntityWords names)
    {
        string[] words = Words(text);
        var found = new SortedSet<int>();
        for (int at = 0; at < words.Length;)
        {
            int length = Math.Min(names.Longest, words.Length - at);
            while (length > 0 && !names.Find(words.AsSpan(at, length), found))
            {
                length--;
            }
            at += Math.Max(1, length);
        }
        return [.. found];
    }

    // An apostrophe between two letters belongs to a word.
    private static bool IsPart(string text, int at, int start) => char.IsLetterOrDigit(text[at]) || char.IsSurrogate(text[at])
        || char.GetUnicodeCategory(text[at]) is System.Globalization.UnicodeCategory.NonSpacingMark
        || (text[at] is '\'' or '’' && at > start && at + 1 < text.Length && char.IsLetter(text[at + 1]));
}
