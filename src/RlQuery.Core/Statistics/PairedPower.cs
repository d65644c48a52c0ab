using MathNet.Numerics.Integration;
using Chi = MathNet.Numerics.Distributions.Chi;
using Normal = MathNet.Numerics.Distributions.Normal;
using StudentT = MathNet.Numerics.Distributions.StudentT;

namespace RlQuery.Core.Statistics;

/// <summary>How many seeds a comparison needs: power of the two-sided paired t-test at the level 0.05.</summary>
/// <remarks>
/// Source: J. Cohen, "Statistical Power Analysis for the Behavioral Sciences" (1988), chapter 2, with the noncentral t distribution integrated, not
/// approximated.
/// </remarks>
internal static class PairedPower
{
    /// <summary>The power that a comparison is usually planned for.</summary>
    public const double UsualPower = 0.8;

    private const double Level = 0.05;
    private const int MostPairs = 10_000_000;
    private const double Reach = 9;
    private const int Parts = 8;
    private const int Order = 32;

    /// <summary>Chance of finding a true difference.</summary>
    /// <param name="pairs">Number of pairs, at least 2.</param>
    /// <param name="difference">True mean difference.</param>
    /// <param name="deviation">Standard deviation of the differences, above 0.</param>
    public static double Of(int pairs, double difference, double deviation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pairs, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(deviation);
        int freedom = pairs - 1;
        double critical = StudentT.InvCDF(0, 1, freedom, 1 - (Level / 2));
        double shift = Math.Abs(difference) / deviation * Math.Sqrt(pairs);
        double root = Math.Sqrt(freedom);
        // Over the distribution of the estimated deviation, whose square is chi-squared; its standard deviation is below 1.
        double from = Math.Max(0, root - Reach);
        double width = (root + Reach - from) / Parts;
        double power = 0;
        for (int part = 0; part < Parts; part++)
        {
            power += GaussLegendreRule.Integrate(Found, from + (part * width), from + ((part + 1) * width), Order);
        }
        return Math.Clamp(power, 0, 1);

        double Found(double chi)
        {
            double bound = critical * chi / root;
            return Math.Exp(Chi.PDFLn(freedom, chi)) * (Normal.CDF(0, 1, shift - bound) + Normal.CDF(0, 1, -shift - bound));
        }
    }

    /// <summary>The smallest number of pairs whose power suffices.</summary>
    /// <param name="difference">True mean difference; not 0.</param>
    /// <param name="deviation">Standard deviation of the differences, above 0.</param>
    /// <param name="power">Wanted power, in (0.05, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or more than ten million pairs would be needed.</exception>
    public static int PairsNeeded(double difference, double deviation, double power = UsualPower)
    {
        if (!(power > Level && power < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(power), power, $"power: {power} is not allowed; use more than {Level}, less than 1");
        }
        int low = JustBelow(difference, deviation, power);
        int high = low + 1;
        for (int step = 2; Of(high, difference, deviation) < power; low = high, high += step, step *= 2)
        {
            ThrowIfAbove(high, difference);
        }
        while (high - low > 1)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = Of(middle, difference, deviation) < power ? (middle, high) : (low, middle);
        }
        return high;
    }

    /// <summary>The smallest number of pairs that would show the mean difference that a comparison found, with the usual power.</summary>
    /// <param name="test">The comparison.</param>
    /// <returns>Null where no number would: no difference, an unknown spread, or more than ten million pairs.</returns>
    public static int? PairsNeeded(PairedTTest test) => test switch
    {
        { Difference: 0 or double.NaN } or { StandardDeviation: double.NaN } => null,
        { StandardDeviation: 0 } => 2,
        _ => Normally(test.Difference, test.StandardDeviation, UsualPower) > MostPairs ? null : PairsNeeded(test.Difference, test.StandardDeviation),
    };

    // A number that does not suffice: the normal distribution asks for a little less than the t distribution does.
    private static int JustBelow(double difference, double deviation, double power)
    {
        double pairs = Normally(difference, deviation, power);
        ThrowIfAbove(pairs, difference);
        int low = Math.Max(1, (int)pairs - 1);
        return low > 1 && Of(low, difference, deviation) >= power ? 1 : low;
    }

    private static double Normally(double difference, double deviation, double power) =>
        Math.Pow((Normal.InvCDF(0, 1, 1 - (Level / 2)) + Normal.InvCDF(0, 1, power)) * deviation / difference, 2);

    private static void ThrowIfAbove(double pairs, double difference)
    {
        if (pairs > MostPairs)
        {
            throw new ArgumentOutOfRangeException(nameof(difference), difference, $"more than {MostPairs} pairs would be needed");
        }
    }
}
