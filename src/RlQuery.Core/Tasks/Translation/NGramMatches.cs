namespace RlQuery.Core.Tasks.Translation;

/// <summary>How many n-grams of one length a hypothesis has, its reference has, and both.</summary>
/// <param name="Hypothesis">Those of the hypothesis.</param>
/// <param name="Reference">Those of the reference.</param>
/// <param name="Both">Those of both, each as often as it stands in the one that has fewer.</param>
internal readonly record struct NGramMatches(long Hypothesis, long Reference, long Both)
{
    /// <summary>Adds the counts of two sentences.</summary>
    /// <param name="first">The one.</param>
    /// <param name="second">The other.</param>
    public static NGramMatches operator +(NGramMatches first, NGramMatches second) =>
        new(first.Hypothesis + second.Hypothesis, first.Reference + second.Reference, first.Both + second.Both);

    /// <summary>Counts the n-grams of one pair.</summary>
    /// <param name="hypothesis">Words or characters.</param>
    /// <param name="reference">Words or characters.</param>
    /// <param name="length">How many of them an n-gram has.</param>
    public static NGramMatches Count(ReadOnlySpan<string> hypothesis, ReadOnlySpan<string> reference, int length)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int start = 0; start + length <= reference.Length; start++)
        {
            string gram = Join(reference.Slice(start, length));
            counts[gram] = counts.GetValueOrDefault(gram) + 1;
        }
        long both = 0;
        for (int start = 0; start + length <= hypothesis.Length; start++)
        {
            string gram = Join(hypothesis.Slice(start, length));
            if (counts.GetValueOrDefault(gram) > 0)
            {
                counts[gram]--;
                both++;
            }
        }
        return new NGramMatches(Grams(hypothesis), Grams(reference), both);

        long Grams(ReadOnlySpan<string> units) => Math.Max(0, units.Length - length + 1);
    }

    // No unit has a space in it.
    private static string Join(ReadOnlySpan<string> units) => units.Length == 1 ? units[0] : string.Join(' ', units!);
}
