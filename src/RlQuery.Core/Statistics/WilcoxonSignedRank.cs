using Normal = MathNet.Numerics.Distributions.Normal;

namespace RlQuery.Core.Statistics;

/// <summary>The two-sided Wilcoxon signed-rank test of differences that are symmetric about zero.</summary>
/// <param name="Pairs">Number of pairs that differ: equal pairs are left out.</param>
/// <param name="Statistic">The smaller one of the sums of positive and of negative ranks.</param>
/// <param name="PValue">Two-sided p-value; 1 if no pair differs.</param>
/// <param name="IsExact">Whether the p-value counts all sign patterns, or uses the normal approximation.</param>
/// <remarks>
/// Source: F. Wilcoxon, "Individual Comparisons by Ranking Methods", Biometrics Bulletin 1 (1945). Exact for up to
/// <see cref="MaximumExactPairs"/> pairs without ties; else the normal approximation with the variance corrected for ties
/// and no continuity correction. J. Demsar, "Statistical Comparisons of Classifiers over Multiple Data Sets", JMLR 7
/// (2006), section 3.1.3, recommends it for two methods on several data sets.
/// </remarks>
public readonly record struct WilcoxonSignedRank(int Pairs, double Statistic, double PValue, bool IsExact)
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
            return new WilcoxonSignedRank(0, 0, 1, true);
        }
        Array.Sort(sorted, (left, right) => Math.Abs(left).CompareTo(Math.Abs(right)));
        int n = sorted.Length;
        (double positive, double ties) = RankSum(sorted);
        double statistic = Math.Min(positive, (n * (n + 1) / 2.0) - positive);
        bool exact = ties == 0 && n <= MaximumExactPairs;
        return new WilcoxonSignedRank(n, statistic, exact ? ExactPValue(n, (int)statistic) : NormalPValue(n, statistic, ties), exact);
    }

    /// <summary>Sum of the ranks of positive differences, and the sum of t^3 - t over groups of t equal magnitudes.</summary>
    private static (double Positive, double Ties) RankSum(double[] sorted)
    {
        double positive = 0;
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
            double rank = (start + 1 + end) / 2.0;
            positive += rank * sorted[start..end].Count(difference => difference > 0);
        }
        return (positive, ties);
    }

    private static double ExactPValue(int n, int statistic)
    {
        // ways[s]: number of subsets of the ranks 1..n that sum to s.
        double[] ways = new double[(n * (n + 1) / 2) + 1];
        ways[0] = 1;
        for (int rank = 1, reach = 1; rank <= n; reach += ++rank)
        {
            for (int sum = reach; sum >= rank; sum--)
            {
                ways[sum] += ways[sum - rank];
            }
        }
        return Math.Min(1, 2 * ways[..(statistic + 1)].Sum() / Math.Pow(2, n));
    }

    private static double NormalPValue(double n, double statistic, double ties)
    {
        double mean = n * (n + 1) / 4;
        double variance = (n * (n + 1) * ((2 * n) + 1) / 24) - (ties / 48);
        return 2 * Normal.CDF(0, 1, (statistic - mean) / Math.Sqrt(variance));
    }
}
