using RlQuery.Core.Data;

namespace RlQuery.Core.Queries;

/// <summary>A table with some empty target cells as a problem: all rows are the pool, and nothing is tested.</summary>
public static class QueryTable
{
    /// <summary>Number of classes that a learner needs; those that no label has named yet are placeholders.</summary>
    private const int FewestClasses = 2;

    /// <summary>Standardises the table; one labelled row of each class is the start, as in training.</summary>
    /// <param name="data">A classification set, of which any number of rows is labelled.</param>
    public static LearningProblem ToProblem(Dataset data)
    {
        int[] rows = [.. Enumerable.Range(0, data.Rows)];
        var standardizer = Standardizer.Fit(data, rows);
        var pool = new FeatureMatrix(standardizer.Transform(data, rows), data.Rows, data.Features);
        int[] start = [.. Enumerable.Range(0, data.Classes).Select(label => Array.IndexOf(data.Labels, label)).Where(row => row >= 0)];
        return new LearningProblem(WithEnoughClasses(data), pool, data.Labels, rows, new FeatureMatrix([], 0, data.Features), [], start);
    }

    private static Dataset WithEnoughClasses(Dataset data) => data.Classes >= FewestClasses
        ? data
        : Dataset.ForClassification(
            data.Name, data.Source, data.Values.ToArray(), data.Labels, data.FeatureNames,
            [.. data.ClassNames, .. Enumerable.Range(data.Classes, FewestClasses - data.Classes).Select(label => $"unknown {label}")]);
}
