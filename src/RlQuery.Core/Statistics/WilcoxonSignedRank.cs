using Normal = MathNet.Numerics.Distributions.Normal;

namespace RlQuery.Core.Statistics;

/// <summary>The two-sided Wilcoxon signed-rank test of differences that are symmetric about zero.</summary>
/// <param name="Pairs">Number of pairs that differ: equal pairs are left out.</param>
/// <param name="Statistic">The smaller one of the sums of positive and of negative ranks.</param>
/// <param name="PValue">Two-sided p-value; 1 if no pair differs.</param>
/// <param name="IsExact">Whether the p-value counts all sign patterns, or uses the normal approximation.</param>
/// <param name="Sign">1 where the positive ranks weigh more, -1 where the negative ones do, else 0.</param>
/// <remarks>
/// Source: F. Wilcoxon, "Individual Comparisons by Ranking Methods", Biometrics Bulletin 1 (1945). Exact for up to
/// <see cref="MaximumExactPairs"/> pairs, ties included (they share their mean rank); else the normal approximation with the
/// variance corrected for ties and no continuity correction. J. Demsar, "Statistical Comparisons of Classifiers over Multiple Data Sets", JMLR 7
/// (2006), section 3.1.3, recommends it for two methods on several data sets.
/// </remarks>
public readonly record struct WilcoxonSignedRank(int Pairs, double Statistic, double PValue, bool IsExact, int Sign)
{
    /// <summary>Up to this many pairs every sign pattern is counted: 2^50 is still exact in a double.</summary>
    public const int MaximumExactPairs = 50;

    /// <summary>Compares two samples whose entries belong together.</summary>
    /// <param name="first">Finite values.</param>
    /// <param name="second">As many finite values.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static WilcoxonSignedRank Run(ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        Run(Pairing.Differences(first, second));

    /// <summary>The test over differences that are already taken.</summary>
    /// <param name="differences">Finite values.</param>
    public static WilcoxonSignedRank Run(ReadOnlySpan<double> differences)
    {
        double[] sorted = Array.FindAll(differences.ToArray(), difference => difference != 0);
        if (sorted.Length == 0)
        {
            return new WilcoxonSignedRank(0, 0, 1, true, 0);
        }
        Array.Sort(sorted, (left, right) => Math.Abs(left).CompareTo(Math.Abs(right)));
        int n = sorted.Length;
        (double[] ranks, double ties) = Rank(sorted);
        double positive = ranks.Where((_, i) => sorted[i] > 0).Sum();
        double negative = (n * (n + 1) / 2.0) - positive;
        double statistic = Math.Min(positive, negative);
        bool exact = n <= MaximumExactPairs;
        return new WilcoxonSignedRank(
            n, statistic, exact ? ExactPValue(ranks, statistic) : NormalPValue(n, statistic, ties), exact, positive.CompareTo(negative));
    }

    /// <summary>Ranks of the magnitudes, equal ones sharing their mean rank, and the sum of t^3 - t over groups of t equal magnitudes.</summary>
    private static (double[] Ranks, double Ties) Rank(double[] sorted)
    {
        double[] ranks = new double[sorted.Length];
        double ties = 0;
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start + 1;
            while (end < sorted.Length && Math.Abs(sorted[end]) == Math.Abs(sorted[start]))
            {
                end++;
            }
            double size = end - start;
            ties += (size * size * size) - size;
            Array.Fill(ranks, (start + 1 + end) / 2.0, start, end - start);
        }
        return (ranks, ties);
    }

    private static double ExactPValue(double[] ranks, double statistic)
    {
        // Shared ranks are halves: everything is counted in halves. ways[s]: number of sign patterns whose positive ranks sum to s.
        int n = ranks.Length;
        double[] ways = new double[(n * (n + 1)) + 1];
        ways[0] = 1;
        int reach = 0;
        foreach (double rank in ranks)
        {
            int halves = (int)(2 * rank);
            reach += halves;
            for (int sum = reach; sum >= halves; sum--)
            {
                ways[sum] += ways[sum - halves];
            }
        }
        return Math.Min(1, 2 * ways[..((int)(2 * statistic) + 1)].Sum() / Math.Pow(2, n));
    }

    private static double NormalPValue(double n, double statistic, double ties)
    {
        double mean = n * (n + 1) / 4;
        double variance = (n * (n + 1) * ((2 * n) + 1) / 24) - (ties / 48);
        return 2 * Normal.CDF(0, 1, (statistic - mean) / Math.Sqrt(variance));
    }
}
