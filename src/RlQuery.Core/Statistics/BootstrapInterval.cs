using RlQuery.Core.Numerics;
using Normal = MathNet.Numerics.Distributions.Normal;

namespace RlQuery.Core.Statistics;

/// <summary>A 95 % interval of a mean difference that assumes no distribution.</summary>
/// <param name="Mean">Mean difference.</param>
/// <param name="Lower">Lower end; NaN for fewer than two values.</param>
/// <param name="Upper">Upper end; NaN for fewer than two values.</param>
/// <remarks>
/// Source: B. Efron, "Better Bootstrap Confidence Intervals", JASA 82 (1987): bias-corrected and accelerated, which follows the skewness of the differences.
/// </remarks>
public readonly record struct BootstrapInterval(double Mean, double Lower, double Upper)
{
    private const int Resamples = 10_000;

    /// <summary>The interval of the mean of first minus second.</summary>
    /// <param name="first">Finite values.</param>
    /// <param name="second">As many finite values.</param>
    /// <param name="seed">Draws the resamples.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static BootstrapInterval Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ulong seed) =>
        Of(Pairing.Differences(first, second), seed);

    /// <summary>The interval of the mean of differences that are already taken.</summary>
    /// <param name="differences">Finite values.</param>
    /// <param name="seed">Draws the resamples.</param>
    public static BootstrapInterval Of(ReadOnlySpan<double> differences, ulong seed)
    {
        double mean = Moments.Mean(differences);
        if (differences.Length < 2)
        {
            return new BootstrapInterval(mean, double.NaN, double.NaN);
        }
        double[] means = Resample(differences, new Pcg64(seed, "bootstrap"));
        double below = (means.Count(value => value < mean) + means.Count(value => value <= mean)) / 2.0 / means.Length;
        // All resamples are equal where all differences are.
        if (below is <= 0 or >= 1 || means[0] == means[^1])
        {
            return new BootstrapInterval(mean, means[0], means[^1]);
        }
        double bias = Normal.InvCDF(0, 1, below);
        double acceleration = Acceleration(differences, mean);
        return new BootstrapInterval(mean, End(0.5 - (MeanInterval.Confidence / 2)), End(0.5 + (MeanInterval.Confidence / 2)));

        double End(double level)
        {
            double shifted = bias + Normal.InvCDF(0, 1, level);
            return Quantile(means, Normal.CDF(0, 1, bias + (shifted / (1 - (acceleration * shifted)))));
        }
    }

    private static double[] Resample(ReadOnlySpan<double> values, Pcg64 draws)
    {
        double[] means = new double[Resamples];
        for (int i = 0; i < Resamples; i++)
        {
            double sum = 0;
            for (int j = 0; j < values.Length; j++)
            {
                sum += values[draws.NextInt(values.Length)];
            }
            means[i] = sum / values.Length;
        }
        Array.Sort(means);
        return means;
    }

    // A sixth of the skewness of the jackknife's means.
    private static double Acceleration(ReadOnlySpan<double> values, double mean)
    {
        double squares = 0;
        double cubes = 0;
        foreach (double value in values)
        {
            double deviation = value - mean;
            squares += deviation * deviation;
            cubes += deviation * deviation * deviation;
        }
        return squares == 0 ? 0 : cubes / (6 * Math.Pow(squares, 1.5));
    }

    private static double Quantile(double[] sorted, double level)
    {
        double place = level * (sorted.Length - 1);
        int low = (int)place;
        return low + 1 >= sorted.Length ? sorted[^1] : sorted[low] + ((place - low) * (sorted[low + 1] - sorted[low]));
    }
}
