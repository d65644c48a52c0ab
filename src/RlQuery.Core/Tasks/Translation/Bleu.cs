namespace RlQuery.Core.Tasks.Translation;

/// <summary>BLEU of a corpus with one reference a sentence, as sacreBLEU computes it by default: 13a tokens, exponential smoothing, case kept.</summary>
/// <remarks>
/// Sources: K. Papineni and others, "BLEU: a Method for Automatic Evaluation of Machine Translation" (ACL 2002); M. Post, "A Call for Clarity in Reporting
/// BLEU Scores" (WMT 2018). The first length without a match counts as half a match, the second as a quarter, and so on.
/// </remarks>
internal static class Bleu
{
    private const int Longest = 4;

    /// <summary>Compares a corpus with its references.</summary>
    /// <param name="hypotheses">What was said.</param>
    /// <param name="references">What should have been said, in the same order.</param>
    /// <returns>In [0, 100]; 0 where no hypothesis has four tokens.</returns>
    /// <exception cref="ArgumentException">There are not as many references as hypotheses.</exception>
    public static double OfCorpus(ReadOnlySpan<string> hypotheses, ReadOnlySpan<string> references)
    {
        if (hypotheses.Length != references.Length)
        {
            throw new ArgumentException($"{references.Length} references for {hypotheses.Length} hypotheses", nameof(references));
        }
        var counts = new NGramMatches[Longest];
        for (int i = 0; i < hypotheses.Length; i++)
        {
            string[] hypothesis = EvaluationTokens.Of(hypotheses[i]);
            string[] reference = EvaluationTokens.Of(references[i]);
            for (int length = 1; length <= Longest; length++)
            {
                counts[length - 1] += NGramMatches.Count(hypothesis, reference, length);
            }
        }
        return 100 * Precision(counts) * Brevity(counts[0].Hypothesis, counts[0].Reference);
    }

    // Geometric mean of the precisions.
    private static double Precision(NGramMatches[] counts)
    {
        double logarithms = 0;
        double smoothed = 1;
        bool any = false;
        foreach (NGramMatches count in counts)
        {
            if (count.Hypothesis == 0)
            {
                return 0;
            }
            any |= count.Both > 0;
            double matches = count.Both > 0 ? count.Both : smoothed /= 2;
            logarithms += Math.Log(matches / count.Hypothesis);
        }
        return any ? Math.Exp(logarithms / Longest) : 0;
    }

    // Too short a corpus has good precisions without merit.
    private static double Brevity(long said, long reference) => said >= reference ? 1 : said == 0 ? 0 : Math.Exp(1 - ((double)reference / said));
}
