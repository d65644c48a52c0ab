using StudentT = MathNet.Numerics.Distributions.StudentT;

namespace RlQuery.Core.Statistics;

/// <summary>A mean with its two-sided Student-t confidence interval.</summary>
/// <param name="Mean">Mean of the sample; NaN for no value.</param>
/// <param name="Lower">Lower end of the interval; NaN for fewer than two values.</param>
/// <param name="Upper">Upper end of the interval; NaN for fewer than two values.</param>
/// <remarks>Source: Student, "The Probable Error of a Mean", Biometrika 6 (1908).</remarks>
public readonly record struct MeanInterval(double Mean, double Lower, double Upper)
{
    /// <summary>The confidence of every interval that is reported.</summary>
    public const double Confidence = 0.95;

    /// <summary>The interval of the mean of a sample.</summary>
    /// <param name="values">Finite, independent values.</param>
    /// <returns>Mean -+ t(n - 1) s / sqrt(n).</returns>
    public static MeanInterval Of(ReadOnlySpan<double> values)
    {
        double mean = Moments.Mean(values);
        if (values.Length < 2)
        {
            return new MeanInterval(mean, double.NaN, double.NaN);
        }
        double half = Quantile(values.Length - 1) * Moments.StandardDeviation(values) / Math.Sqrt(values.Length);
        return new MeanInterval(mean, mean - half, mean + half);
    }

    /// <summary>The quantile of Student's t that the ends of an interval are away from its mean, in standard errors.</summary>
    internal static double Quantile(double freedom) => StudentT.InvCDF(0, 1, freedom, 0.5 + (Confidence / 2));
}
