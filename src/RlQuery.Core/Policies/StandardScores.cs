namespace RlQuery.Core.Policies;

/// <summary>Scores in standard deviations from their mean, so that those of several networks can be averaged.</summary>
internal static class StandardScores
{
    /// <summary>Takes the mean off scores and divides them by their standard deviation; equal scores become 0.</summary>
    /// <param name="scores">Scores over a shortlist, which has one order, whatever that of the candidates, and so have these sums.</param>
    public static void Standardise(Span<float> scores)
    {
        double mean = 0;
        foreach (float score in scores)
        {
            mean += score;
        }
        mean /= scores.Length;
        double variance = 0;
        foreach (float score in scores)
        {
            variance += (score - mean) * (score - mean);
        }
        double deviation = Math.Sqrt(variance / scores.Length);
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = deviation > 0 ? (float)((scores[i] - mean) / deviation) : 0;
        }
    }
}
