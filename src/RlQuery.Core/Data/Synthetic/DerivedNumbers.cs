using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>Another task made of a real set of numbers: some of its features, some of its rows.</summary>
/// <remarks>Features and numbers stay as they are, so the task is as irregular as the set. Without a feature that tells much, it is a noisier one.</remarks>
internal static class DerivedNumbers
{
    /// <summary>Derives a task.</summary>
    /// <param name="data">A regression set in which every row has its number.</param>
    /// <param name="generator">Decides what is kept.</param>
    /// <returns>A set with at least two numbers; the set itself if all that would be left are the same.</returns>
    public static Dataset Derive(Dataset data, Pcg64 generator)
    {
        int[] columns = DerivedTask.Columns(data.Features, generator);
        int[] rows = [.. generator.Permutation(data.Rows).Take(DerivedTask.Most(generator)).Order()];
        float[] targets = [.. rows.Select(row => data.Targets[row])];
        return targets.Distinct().Count() < 2
            ? data
            : Dataset.ForRegression(
                $"{data.Name}-derived",
                data.Source,
                [.. rows.SelectMany(row => columns.Select(column => data.Row(row)[column]))],
                targets,
                [.. columns.Select(column => data.FeatureNames[column])]);
    }
}
