using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>
/// Another task made of a real set: some of its classes, apart or merged, some of its features, some of its rows, now and then cut into levels or mixed. Of a
/// set of numbers, <see cref="DerivedNumbers"/>.
/// </summary>
/// <remarks>A policy sees few real sets in training. Many tasks, as irregular as real ones, can be derived from each of them.</remarks>
internal static class DerivedTask
{
    private const int MostRows = 1600;
    private const int FewestRows = 100;
    private const int WidestRecoded = 40;

    /// <summary>Derives a task.</summary>
    /// <param name="data">A set of classes or of numbers in which every row has its target.</param>
    /// <param name="generator">Decides what is kept and how it is changed.</param>
    /// <returns>A set of at least two classes, or of at least two numbers; the set itself if too little of it would be left.</returns>
    public static Dataset Derive(Dataset data, Pcg64 generator) =>
        data.Kind == TargetKind.Number ? DerivedNumbers.Derive(data, generator) : OfClasses(data, generator);

    /// <summary>Some features, three tenths of them or more; now and then all.</summary>
    public static int[] Columns(int count, Pcg64 generator) => count <= 3 || generator.NextDouble() < 0.4
        ? [.. Enumerable.Range(0, count)]
        : generator.Permutation(count)[..Math.Max(2, (int)(count * generator.Uniform(0.3, 1)))];

    /// <summary>The largest number of rows that a task keeps.</summary>
    public static int Most(Pcg64 generator) => generator.NextDouble() < 0.5 ? MostRows : generator.Between(FewestRows, MostRows);

    private static Dataset OfClasses(Dataset data, Pcg64 generator)
    {
        (int[] classOf, int classes) = Classes(data.Classes, generator);
        int[] columns = Columns(data.Features, generator);
        int most = Most(generator);
        int[] rows = [.. generator.Permutation(data.Rows).Where(row => classOf[data.Labels[row]] >= 0).Take(most)];
        int[] labels = [.. rows.Select(row => classOf[data.Labels[row]])];
        int[] kept = [.. Enumerable.Range(0, classes).Where(label => labels.Count(other => other == label) >= ISyntheticTask.FewestRowsOfClass)];
        if (kept.Length < 2)
        {
            return data;
        }
        int[] places = [.. Enumerable.Range(0, rows.Length).Where(place => kept.Contains(labels[place])).Order()];
        float[] values = [.. places.SelectMany(place => columns.Select(column => data.Row(rows[place])[column]))];
        var sample = new Sample(values, [.. places.Select(place => Array.IndexOf(kept, labels[place]))], kept.Length);
        return Recode(sample, generator).ToDataset($"{data.Name}-derived", generator.NextUInt64());
    }

    // With more than two classes, usually only some are kept: the others are dropped or merged into one that is kept.
    private static (int[] ClassOf, int Classes) Classes(int count, Pcg64 generator)
    {
        if (count == 2 || generator.NextDouble() < 0.4)
        {
            return ([.. Enumerable.Range(0, count)], count);
        }
        int kept = generator.Between(2, count);
        bool merge = generator.NextDouble() < 0.5;
        int[] order = generator.Permutation(count);
        int[] classOf = new int[count];
        for (int i = 0; i < count; i++)
        {
            classOf[order[i]] = i < kept ? i : merge ? generator.NextInt(kept) : -1;
        }
        return (classOf, kept);
    }

    private static Sample Recode(Sample sample, Pcg64 generator)
    {
        double lot = generator.NextDouble();
        return sample.Features > WidestRecoded ? sample
            : lot < 0.15 ? OneHotLevels.Cut(sample, generator)
            : lot < 0.3 ? RandomEmbedding.Embed(sample, generator)
            : sample;
    }
}
