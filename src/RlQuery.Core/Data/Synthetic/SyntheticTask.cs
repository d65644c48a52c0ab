using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>A generator with its own random stream, which draws again if a class is too small.</summary>
internal abstract class SyntheticTask(string name, string description) : ISyntheticTask
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    public Dataset Generate(ulong seed)
    {
        var generator = new Pcg64(seed, $"synthetic/{Name}");
        Sample sample;
        do
        {
            sample = Draw(generator);
        }
        while (sample.CountByClass().Min() < ISyntheticTask.FewestRowsOfClass);
        return sample.ToDataset(Name, seed);
    }

    /// <summary>Draws shape and rows.</summary>
    protected abstract Sample Draw(Pcg64 generator);
}
