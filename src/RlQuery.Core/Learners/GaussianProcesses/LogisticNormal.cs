using MathNet.Numerics;

namespace RlQuery.Core.Learners.GaussianProcesses;

/// <summary>The mean of the logistic function under a normal distribution.</summary>
/// <remarks>
/// Source: C. Williams and D. Barber, "Bayesian Classification With Gaussian Processes" (1998), appendix A: the logistic function as a sum of five error
/// functions, whose means are known. scikit-learn has the same five.
/// </remarks>
internal static class LogisticNormal
{
    private const double Least = 1e-7;

    private static readonly double[] Widths = [0.41, 0.4, 0.37, 0.44, 0.39];
    private static readonly double[] Parts = [-1854.8214151, 3516.89893646, 221.29346712, 128.12323805, -2010.49422654];

    /// <summary>The probability of the positive class.</summary>
    /// <param name="mean">Mean of the latent value.</param>
    /// <param name="variance">Its variance.</param>
    /// <returns>A value in [1e-7, 1 - 1e-7]: in the far tails the sum is slightly too low or too high.</returns>
    public static double Mean(double mean, double variance)
    {
        double sum = 0;
        for (int i = 0; i < Widths.Length; i++)
        {
            double width = Widths[i];
            sum += Parts[i] * (1 + SpecialFunctions.Erf(width * mean / Math.Sqrt(1 + (2 * variance * width * width))));
        }
        return Math.Clamp(sum / 2, Least, 1 - Least);
    }
}
