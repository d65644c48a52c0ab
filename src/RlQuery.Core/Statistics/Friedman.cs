using ChiSquared = MathNet.Numerics.Distributions.ChiSquared;

namespace RlQuery.Core.Statistics;

/// <summary>The Friedman test of several methods on several data sets: whether all have the same mean rank.</summary>
/// <param name="Statistic">χ² with methods - 1 degrees of freedom, corrected for ties; NaN where every data set ties all methods.</param>
/// <param name="PValue">p-value; 1 where the statistic is NaN.</param>
/// <param name="MeanRanks">Mean rank of each method; 1 is the best, the highest score.</param>
/// <param name="DataSets">Number of data sets.</param>
/// <remarks>
/// Source: M. Friedman, "The Use of Ranks to Avoid the Assumption of Normality Implicit in the Analysis of Variance", JASA 32 (1937);
/// J. Demsar, "Statistical Comparisons of Classifiers over Multiple Data Sets", JMLR 7 (2006), section 3.2.2, also for Nemenyi's test.
/// </remarks>
public sealed record Friedman(double Statistic, double PValue, double[] MeanRanks, int DataSets)
{
    /// <summary>Compares methods.</summary>
    /// <param name="scores">For each data set the score of each method; the higher the better.</param>
    /// <exception cref="ArgumentException">No data set, fewer than two methods, or rows of unequal length.</exception>
    public static Friedman Run(IReadOnlyList<double[]> scores)
    {
        int methods = scores.Count > 0 ? scores[0].Length : 0;
        if (methods < 2 || scores.Any(row => row.Length != methods))
        {
            throw new ArgumentException("the Friedman test needs a data set and, on each, a score of the same two or more methods", nameof(scores));
        }
        double[] sums = new double[methods];
        double ties = 0;
        foreach (double[] row in scores)
        {
            for (int i = 0; i < methods; i++)
            {
                int better = row.Count(score => score > row[i]);
                int equal = row.Count(score => score == row[i]);
                sums[i] += better + ((equal + 1) / 2.0);
                // Over the t methods that share a score this adds t^3 - t.
                ties += ((double)equal * equal) - 1;
            }
        }
        int n = scores.Count;
        double squares = sums.Sum(sum => sum * sum);
        double correction = 1 - (ties / ((double)n * methods * ((methods * methods) - 1)));
        double statistic = ((12 * squares / (n * methods * (methods + 1.0))) - (3.0 * n * (methods + 1))) / correction;
        bool told = correction > 0;
        return new Friedman(
            told ? statistic : double.NaN, told ? 1 - ChiSquared.CDF(methods - 1, statistic) : 1, [.. sums.Select(sum => sum / n)], n);
    }

    /// <summary>Nemenyi's p-value of every pair of methods, which allows for all comparisons at once.</summary>
    /// <returns>[method][method], 1 on the diagonal.</returns>
    public double[][] Nemenyi()
    {
        double unit = RankUnit();
        return [.. MeanRanks.Select(first =>
            MeanRanks.Select(second => StudentizedRange.Tail(Math.Abs(first - second) / unit, MeanRanks.Length)).ToArray())];
    }

    /// <summary>Mean ranks that differ by more than this differ by Nemenyi's test.</summary>
    /// <param name="level">Significance level, in (0, 1).</param>
    public double CriticalDifference(double level) => StudentizedRange.Quantile(level, MeanRanks.Length) * RankUnit();

    /// <summary>The largest groups of methods that Nemenyi's test does not tell apart: the bars of a critical difference diagram.</summary>
    /// <param name="level">Significance level, in (0, 1).</param>
    /// <returns>Groups of two or more methods, each by mean rank, the best first; none is part of another one.</returns>
    public IReadOnlyList<int[]> Groups(double level)
    {
        double difference = CriticalDifference(level);
        int[] order = [.. Enumerable.Range(0, MeanRanks.Length).OrderBy(method => MeanRanks[method])];
        List<int[]> groups = [];
        int reached = 0;
        for (int first = 0; first < order.Length; first++)
        {
            int end = Array.FindLastIndex(order, method => MeanRanks[method] - MeanRanks[order[first]] <= difference) + 1;
            if (end - first > 1 && end > reached)
            {
                groups.Add(order[first..end]);
                reached = end;
            }
        }
        return groups;
    }

    // Standard deviation of a mean rank, as the studentized range counts it.
    private double RankUnit() => Math.Sqrt(MeanRanks.Length * (MeanRanks.Length + 1) / (12.0 * DataSets));
}
