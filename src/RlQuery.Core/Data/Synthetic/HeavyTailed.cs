using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>One cluster of each class with Student's t noise of 1.5 to 4 degrees of freedom; some features are skewed as amounts and counts are.</summary>
internal sealed class HeavyTailed() : SyntheticTask(
    "heavy-tailed", "one cluster of each class with Student's t noise, and features skewed as amounts and counts are")
{
    // exp(3) is 20 standard deviations of the unskewed feature: a long tail, but no single value dominates a column.
    private const double LongestExponent = 3;

    protected override Sample Draw(Pcg64 generator)
    {
        int features = generator.Features(2, 40);
        int classes = generator.Between(2, 5);
        double freedom = generator.Uniform(1.5, 4);
        double deviation = generator.LogUniform(1.5, 5) / Math.Sqrt(2 * features);
        double[][] centres = [.. Enumerable.Range(0, classes).Select(_ => generator.Gaussians(features, deviation))];
        double[] spreads = [.. Enumerable.Range(0, classes).Select(_ => generator.LogUniform(0.5, 1.5))];
        bool[] skewed = [.. Enumerable.Range(0, features).Select(_ => generator.NextDouble() < 0.3)];
        return Sample.OfClasses(generator.Labels(generator.Rows(), classes), classes, features, (label, row) =>
        {
            // A multivariate t: all features of a row are stretched together.
            double stretch = spreads[label] * Math.Sqrt(freedom / ChiSquare(generator, freedom));
            for (int j = 0; j < features; j++)
            {
                double value = centres[label][j] + (stretch * generator.NextGaussian());
                row[j] = skewed[j] ? Math.Exp(Math.Min(value, LongestExponent)) : value;
            }
        });
    }

    /// <summary>Chi-square with any degrees of freedom: twice a gamma variate (Marsaglia and Tsang 2000), for shapes below 1 by their boost.</summary>
    private static double ChiSquare(Pcg64 generator, double freedom)
    {
        double shape = freedom / 2;
        double boost = 1;
        if (shape < 1)
        {
            boost = Math.Pow(1 - generator.NextDouble(), 1 / shape);
            shape++;
        }
        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = generator.NextGaussian();
            double v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - generator.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return 2 * d * v * boost;
            }
        }
    }
}
