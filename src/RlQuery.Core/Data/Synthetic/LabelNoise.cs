using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>Gives 1 % to 15 % of the rows a random other class, but leaves every class its minimum of rows.</summary>
internal sealed class LabelNoise(ISyntheticTask inner) : ISyntheticTask
{
    public string Name => $"{inner.Name}+label-noise";

    public string Description => $"{inner.Description}, with 1 % to 15 % of the labels wrong";

    public Dataset Generate(ulong seed)
    {
        var generator = new Pcg64(seed, $"synthetic/{Name}");
        var sample = Sample.From(inner.Generate(seed));
        int[] counts = sample.CountByClass();
        int flips = Math.Max(1, (int)(sample.Rows * generator.LogUniform(0.01, 0.15)));
        foreach (int row in generator.Permutation(sample.Rows)[..flips])
        {
            int old = sample.Labels[row];
            int other = (old + generator.Between(1, sample.Classes - 1)) % sample.Classes;
            if (counts[old] > ISyntheticTask.FewestRowsOfClass)
            {
                counts[old]--;
                counts[other]++;
                sample.Labels[row] = other;
            }
        }
        return sample.ToDataset(Name, seed);
    }
}
