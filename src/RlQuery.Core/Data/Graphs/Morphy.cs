namespace RlQuery.Core.Data.Graphs;

/// <summary>Base forms of English words: WordNet's exceptions, then its rules of detachment.</summary>
/// <remarks>Source: WordNet 3.0, manual page morphy(7WN).</remarks>
/// <param name="knows">Whether a word or phrase is a lemma of a part of speech.</param>
/// <param name="exceptions">Base forms of irregular ones, from the files noun.exc and so on; by part of speech and form.</param>
internal sealed class Morphy(Func<PartOfSpeech, string, bool> knows, IReadOnlyDictionary<(PartOfSpeech, string), string[]> exceptions)
{
    private static readonly (string Ending, string Replacement)[][] Rules =
    [
        [("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"), ("ies", "y")],
        [("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")],
        [("er", ""), ("est", ""), ("er", "e"), ("est", "e")],
        [],
    ];

    /// <summary>The lemma of a word or phrase: itself, or its base form; null where there is none.</summary>
    /// <param name="part">The part of speech.</param>
    /// <param name="words">Its words.</param>
    public string? Lemma(PartOfSpeech part, ReadOnlySpan<string> words)
    {
        string phrase = string.Join(' ', words!);
        if (knows(part, phrase))
        {
            return phrase;
        }
        if (words.Length == 1)
        {
            return Base(part, phrase);
        }
        // Of a phrase, each word is brought to its own base form.
        string[] bases = new string[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            bases[i] = knows(part, words[i]) ? words[i] : Base(part, words[i]) ?? words[i];
        }
        string whole = string.Join(' ', bases);
        return knows(part, whole) ? whole : null;
    }

    private string? Base(PartOfSpeech part, string word)
    {
        if (exceptions.TryGetValue((part, word), out string[]? irregular) && Array.Find(irregular, form => knows(part, form)) is { } known)
        {
            return known;
        }
        string end = "";
        string stem = word;
        if (part == PartOfSpeech.Noun)
        {
            if (word.EndsWith("ful", StringComparison.Ordinal))
            {
                (stem, end) = (word[..^3], "ful");
            }
            else if (word.EndsWith("ss", StringComparison.Ordinal) || word.Length <= 2)
            {
                return null;
            }
        }
        foreach ((string ending, string replacement) in Rules[(int)part])
        {
            if (stem.Length > ending.Length && stem.EndsWith(ending, StringComparison.Ordinal)
                && $"{stem[..^ending.Length]}{replacement}{end}" is var form && knows(part, form))
            {
                return form;
            }
        }
        return null;
    }
}
