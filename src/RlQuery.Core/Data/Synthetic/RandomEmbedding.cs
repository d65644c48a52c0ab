using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>
/// Shows a task through 20 to 300 random mixtures of its features, folded at zero or not, with noise: wide tables of few degrees of freedom, as spectra and
/// images are.
/// </summary>
internal sealed class RandomEmbedding(ISyntheticTask inner) : ISyntheticTask
{
    public string Name => $"{inner.Name}+embedding";

    public string Description => $"{inner.Description}, seen through random mixtures of its features";

    public Dataset Generate(ulong seed) => Embed(Sample.From(inner.Generate(seed)), new Pcg64(seed, $"synthetic/{Name}")).ToDataset(Name, seed);

    /// <summary>Replaces the features of a sample by mixtures of them.</summary>
    internal static Sample Embed(Sample sample, Pcg64 generator)
    {
        int features = sample.Features;
        int width = (int)generator.LogUniform(20, 300);
        double noise = generator.NextDouble();
        bool fold = generator.NextDouble() < 0.5;
        (double[] means, double[] deviations) = Spread(sample);
        var columns = new List<float[]>();
        for (int column = 0; column < width; column++)
        {
            double[] weights = generator.Gaussians(features, 1 / Math.Sqrt(features));
            double bias = generator.NextGaussian();
            float[] values = new float[sample.Rows];
            for (int i = 0; i < values.Length; i++)
            {
                double sum = bias;
                for (int j = 0; j < features; j++)
                {
                    sum += weights[j] * (sample.Values[(i * features) + j] - means[j]) / deviations[j];
                }
                values[i] = (float)((fold ? Math.Max(0, sum) : sum) + (noise * generator.NextGaussian()));
            }
            columns.Add(values);
        }
        return sample.WithColumns(columns);
    }

    private static (double[] Means, double[] Deviations) Spread(Sample sample)
    {
        double[] means = new double[sample.Features];
        double[] deviations = new double[sample.Features];
        for (int j = 0; j < sample.Features; j++)
        {
            double[] feature = [.. Enumerable.Range(0, sample.Rows).Select(i => (double)sample.Values[(i * sample.Features) + j])];
            means[j] = feature.Average();
            deviations[j] = Math.Sqrt(feature.Average(value => (value - means[j]) * (value - means[j]))) + 1e-9;
        }
        return (means, deviations);
    }
}
