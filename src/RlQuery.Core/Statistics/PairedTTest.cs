using StudentT = MathNet.Numerics.Distributions.StudentT;

namespace RlQuery.Core.Statistics;

/// <summary>The paired, two-sided Student-t test of a mean difference of zero.</summary>
/// <param name="Pairs">Number of pairs.</param>
/// <param name="Difference">Mean of first minus second.</param>
/// <param name="StandardDeviation">Sample standard deviation of the differences; NaN for fewer than two pairs.</param>
/// <param name="Lower">Lower end of the 95 % interval of the mean difference; NaN for fewer than two pairs.</param>
/// <param name="Upper">Upper end of the 95 % interval of the mean difference; NaN for fewer than two pairs.</param>
/// <param name="PValue">Two-sided p-value; NaN for fewer than two pairs.</param>
/// <remarks>Source: Student, "The Probable Error of a Mean", Biometrika 6 (1908).</remarks>
public readonly record struct PairedTTest(
    int Pairs, double Difference, double StandardDeviation, double Lower, double Upper, double PValue)
{
    /// <summary>Compares two samples whose entries belong together, such as two strategies under the same seeds.</summary>
    /// <param name="first">Finite values.</param>
    /// <param name="second">As many finite values.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static PairedTTest Run(ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        Run(Pairing.Differences(first, second));

    /// <summary>The test over differences that are already taken.</summary>
    /// <param name="differences">Finite values.</param>
    public static PairedTTest Run(ReadOnlySpan<double> differences)
    {
        var interval = MeanInterval.Of(differences);
        double deviation = Moments.StandardDeviation(differences);
        return new PairedTTest(
            differences.Length, interval.Mean, deviation, interval.Lower, interval.Upper,
            TwoSided(interval.Mean, deviation, differences.Length));
    }

    private static double TwoSided(double mean, double deviation, int count)
    {
        if (count < 2)
        {
            return double.NaN;
        }
        // Equal differences leave no noise: zero is then either exactly right or impossible.
        return deviation == 0
            ? mean == 0 ? 1 : 0
            : 2 * StudentT.CDF(0, 1, count - 1, -Math.Abs(mean) * Math.Sqrt(count) / deviation);
    }
}
