using System.Globalization;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>Any kind of task, with any of the wrappers: what a policy for data of every kind is trained on.</summary>
/// <remarks>The source of a set tells which kind and wrappers it is.</remarks>
/// <param name="kinds">The kinds; one that is given twice is drawn twice as often.</param>
internal sealed class Mixture(IReadOnlyList<ISyntheticTask> kinds) : ISyntheticTask
{
    public string Name => "mixture";

    public string Description => "any kind of task of classes, with any of the wrappers";

    public Dataset Generate(ulong seed)
    {
        var generator = new Pcg64(seed, $"synthetic/{Name}");
        ISyntheticTask task = kinds[generator.NextInt(kinds.Count)];
        task = generator.NextDouble() < 0.5 ? new NuisanceDimensions(task) : task;
        task = generator.NextDouble() < 0.3 ? new Imbalance(task) : task;
        task = generator.NextDouble() < 0.4 ? new LabelNoise(task) : task;
        double recoding = generator.NextDouble();
        task = recoding < 0.15 ? new OneHotLevels(task) : recoding < 0.35 ? new RandomEmbedding(task) : task;
        return task.Generate(generator.NextUInt64()).Rename(string.Create(CultureInfo.InvariantCulture, $"{Name}-{seed}"));
    }
}
