using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>Leaves out rows of all classes but one until each has between 5 % and 60 % of what it had.</summary>
internal sealed class Imbalance(ISyntheticTask inner) : ISyntheticTask
{
    public string Name => $"{inner.Name}+imbalance";

    public string Description => $"{inner.Description}, with fewer rows of all classes but one";

    public Dataset Generate(ulong seed)
    {
        var generator = new Pcg64(seed, $"synthetic/{Name}");
        var sample = Sample.From(inner.Generate(seed));
        int[] kept = sample.CountByClass();
        int spared = generator.NextInt(sample.Classes);
        for (int c = 0; c < kept.Length; c++)
        {
            kept[c] = c == spared ? kept[c] : Math.Max(ISyntheticTask.FewestRowsOfClass, (int)(kept[c] * generator.LogUniform(0.05, 0.6)));
        }
        int[] rows = [.. generator.Permutation(sample.Rows).Where(row => kept[sample.Labels[row]]-- > 0).Order()];
        float[] values = [.. rows.SelectMany(row => sample.Values[(row * sample.Features)..((row + 1) * sample.Features)])];
        return new Sample(values, [.. rows.Select(row => sample.Labels[row])], sample.Classes).ToDataset(Name, seed);
    }
}
