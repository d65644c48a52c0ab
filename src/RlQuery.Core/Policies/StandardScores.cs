namespace RlQuery.Core.Policies;

/// <summary>Scores in standard deviations from their mean, so that those of several networks can be averaged.</summary>
internal static class StandardScores
{
    /// <summary>Subtracts the mean of scores and divides by their standard deviation; equal scores become 0.</summary>
    /// <param name="scores">Scores over a shortlist, whose order does not depend on that of the candidates, so that sums do not either.</param>
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
