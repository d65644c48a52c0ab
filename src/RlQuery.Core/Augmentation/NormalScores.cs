using MathNet.Numerics.Distributions;

namespace RlQuery.Core.Augmentation;

/// <summary>Ranks as quantiles of the standard normal distribution.</summary>
internal static class NormalScores
{
    /// <summary>The score of each value: the quantile of (r - 1/2) / n, where r is its rank from 1 and equal values share their mean rank.</summary>
    /// <param name="ranked">For each row a number that orders it; no NaN.</param>
    public static double[] Of(double[] ranked)
    {
        int[] order = [.. Enumerable.Range(0, ranked.Length)];
        Array.Sort((double[])ranked.Clone(), order);
        double[] scores = new double[ranked.Length];
        for (int start = 0; start < order.Length;)
        {
            int end = start + 1;
            while (end < order.Length && ranked[order[end]] == ranked[order[start]])
            {
                end++;
            }
            double score = Normal.InvCDF(0, 1, (start + end) / (2.0 * order.Length));
            for (; start < end; start++)
            {
                scores[order[start]] = score;
            }
        }
        return scores;
    }

    /// <summary>The value at a share of sorted values, between its neighbours in proportion; the first and the last are never passed.</summary>
    /// <param name="sorted">At least one value, ascending.</param>
    /// <param name="share">In [0, 1].</param>
    public static double Quantile(double[] sorted, double share)
    {
        double place = Math.Clamp((share * sorted.Length) - 0.5, 0, sorted.Length - 1);
        int low = (int)place;
        return low + 1 < sorted.Length ? sorted[low] + ((place - low) * (sorted[low + 1] - sorted[low])) : sorted[low];
    }
}
