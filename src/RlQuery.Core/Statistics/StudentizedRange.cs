using MathNet.Numerics.Integration;
using MathNet.Numerics.RootFinding;
using Normal = MathNet.Numerics.Distributions.Normal;

namespace RlQuery.Core.Statistics;

/// <summary>The range of k independent standard normal values: the studentized range with infinite degrees of freedom.</summary>
/// <remarks>Source: J. W. Tukey, "The Problem of Multiple Comparisons" (1953): P(range ≤ q) = k ∫ φ(z) (Φ(z) - Φ(z - q))^(k-1) dz.</remarks>
internal static class StudentizedRange
{
    private const double Reach = 9;
    private const int Parts = 12;
    private const int Order = 32;

    /// <summary>Probability that the range exceeds a value.</summary>
    public static double Tail(double range, int groups)
    {
        double inside = 0;
        double width = (range + (2 * Reach)) / Parts;
        for (int part = 0; part < Parts; part++)
        {
            double from = -Reach + (part * width);
            inside += GaussLegendreRule.Integrate(
                z => Normal.PDF(0, 1, z) * Math.Pow(Normal.CDF(0, 1, z) - Normal.CDF(0, 1, z - range), groups - 1), from, from + width, Order);
        }
        return Math.Clamp(1 - (groups * inside), 0, 1);
    }

    /// <summary>The value that the range exceeds with a probability.</summary>
    public static double Quantile(double tail, int groups) => Brent.FindRoot(range => Tail(range, groups) - tail, 0, 40, 1e-10);
}
