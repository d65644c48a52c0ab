namespace RlQuery.Core.Tasks.Translation;

/// <summary>
/// chrF2 and chrF2++ as sacreBLEU computes them by default: the F-score, recall weighted twice, of n-grams of 1 to 6 characters without spaces; in chrF2++ also
/// of single words and pairs of them.
/// </summary>
/// <remarks>
/// Sources: M. Popovic, "chrF: character n-gram F-score for automatic MT evaluation" (WMT 2015), and "chrF++: words helping character n-grams" (WMT 2017).
/// Precision and recall are means over the lengths of which hypothesis and reference both have n-grams.
/// </remarks>
internal static class ChrF
{
    private const int LongestCharacters = CharacterGrams.Longest;
    private const int LongestWords = 2;
    private const double RecallWeight = 4;
    private const string Marks = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /// <summary>Compares a corpus with its references: n-grams of all sentences count together.</summary>
    /// <param name="hypotheses">What was said.</param>
    /// <param name="references">What should have been said, in the same order.</param>
    /// <param name="words">Whether words count too, as in chrF2++.</param>
    /// <returns>In [0, 100].</returns>
    /// <exception cref="ArgumentException">There are not as many references as hypotheses.</exception>
    public static double OfCorpus(ReadOnlySpan<string> hypotheses, ReadOnlySpan<string> references, bool words = false)
    {
        if (hypotheses.Length != references.Length)
        {
            throw new ArgumentException($"{references.Length} references for {hypotheses.Length} hypotheses", nameof(references));
        }
        var counts = new NGramMatches[LongestCharacters + (words ? LongestWords : 0)];
        for (int i = 0; i < hypotheses.Length; i++)
        {
            Add(hypotheses[i], references[i], counts);
        }
        return Score(counts);
    }

    /// <summary>Compares one sentence with its reference.</summary>
    /// <param name="hypothesis">What was said.</param>
    /// <param name="reference">What should have been said.</param>
    /// <param name="words">Whether words count too, as in chrF2++.</param>
    /// <returns>In [0, 100].</returns>
    public static double OfSentence(string hypothesis, string reference, bool words = false) => OfCorpus([hypothesis], [reference], words);

    private static void Add(string hypothesis, string reference, Span<NGramMatches> counts)
    {
        Span<NGramMatches> own = stackalloc NGramMatches[LongestCharacters + LongestWords];
        CharacterGrams.Count(hypothesis, reference, own[..LongestCharacters]);
        if (counts.Length > LongestCharacters)
        {
            string[] said = WithoutMarks(Split(hypothesis));
            string[] wanted = WithoutMarks(Split(reference));
            for (int length = 1; length <= LongestWords; length++)
            {
                own[LongestCharacters + length - 1] = NGramMatches.Count(said, wanted, length);
            }
        }
        for (int i = 0; i < counts.Length; i++)
        {
            // n-grams of a length that the reference does not have are no mistakes.
            counts[i] += own[i].Reference > 0 ? own[i] : default;
        }
    }

    private static double Score(NGramMatches[] counts)
    {
        double precision = 0;
        double recall = 0;
        foreach (NGramMatches count in counts)
        {
            if (count.Hypothesis > 0 && count.Reference > 0)
            {
                precision += (double)count.Both / count.Hypothesis;
                recall += (double)count.Both / count.Reference;
            }
        }
        int lengths = counts.Count(count => count.Hypothesis > 0 && count.Reference > 0);
        return precision + recall == 0 ? 0 : 100 * (1 + RecallWeight) * precision * recall / ((RecallWeight * precision) + recall) / lengths;
    }

    private static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    // One mark is parted from a word: the last, or else the first.
    private static string[] WithoutMarks(string[] words) => [.. words.SelectMany(Parts)];

    private static string[] Parts(string word) =>
        word.Length == 1 || (word.Length == 2 && char.IsSurrogate(word[0])) ? [word]
        : Marks.Contains(word[^1], StringComparison.Ordinal) ? [word[..^1], word[^1..]]
        : Marks.Contains(word[0], StringComparison.Ordinal) ? [word[..1], word[1..]]
        : [word];
}
