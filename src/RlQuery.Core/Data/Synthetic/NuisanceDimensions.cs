using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>Adds irrelevant features (normal, uniform, two-valued) and redundant ones (noisy copies), in random order among the others.</summary>
internal sealed class NuisanceDimensions(ISyntheticTask inner) : ISyntheticTask
{
    private const int MostFeatures = 40;

    public string Name => $"{inner.Name}+nuisance";

    public string Description => $"{inner.Description}, with features that tell nothing, or nothing new";

    public Dataset Generate(ulong seed)
    {
        var generator = new Pcg64(seed, $"synthetic/{Name}");
        var sample = Sample.From(inner.Generate(seed));
        int most = Math.Min(MostFeatures - sample.Features, Math.Max(2, 2 * sample.Features));
        if (most < 1)
        {
            return sample.ToDataset(Name, seed);
        }
        int width = sample.Features + generator.Between(1, most);
        int[] place = generator.Permutation(width);
        int[] kinds = generator.Labels(width, 4);
        float[] values = new float[sample.Rows * width];
        for (int i = 0; i < sample.Rows; i++)
        {
            ReadOnlySpan<float> row = sample.Values.AsSpan(i * sample.Features, sample.Features);
            for (int j = 0; j < width; j++)
            {
                values[(i * width) + place[j]] = j < row.Length ? row[j] : (float)Nuisance(generator, kinds[j], row[j % row.Length]);
            }
        }
        return (sample with { Values = values }).ToDataset(Name, seed);
    }

    private static double Nuisance(Pcg64 generator, int kind, float original) => kind switch
    {
        0 => generator.NextGaussian(),
        1 => generator.NextDouble(),
        2 => generator.NextInt(2),
        _ => original + generator.NextGaussian(),
    };
}
