using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>Random hyperplanes: the class with the largest noisy linear score. The features are normal and correlated.</summary>
internal sealed class LinearClasses() : SyntheticTask("linear", "the class with the largest noisy linear score of normal, correlated features")
{
    protected override Sample Draw(Pcg64 generator)
    {
        int features = generator.Features(2, 40);
        int classes = generator.Between(2, 6);
        double noise = generator.Uniform(0, 1);
        double correlation = generator.Uniform(0, 0.8);
        double[][] weights = [.. Enumerable.Range(0, classes).Select(_ => generator.Gaussians(features, 1 / Math.Sqrt(features)))];
        double[] offsets = generator.Gaussians(classes, 0.3);
        return Sample.OfRows(generator.Rows(), classes, features, row =>
        {
            double common = Math.Sqrt(correlation) * generator.NextGaussian();
            for (int j = 0; j < features; j++)
            {
                row[j] = common + (Math.Sqrt(1 - correlation) * generator.NextGaussian());
            }
            int best = 0;
            double highest = double.NegativeInfinity;
            for (int c = 0; c < classes; c++)
            {
                double score = offsets[c] + (noise * generator.NextGaussian());
                for (int j = 0; j < features; j++)
                {
                    score += weights[c][j] * row[j];
                }
                (best, highest) = score > highest ? (c, score) : (best, highest);
            }
            return best;
        });
    }
}
