using System.Globalization;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>Rows under construction: row-major values and a class for each row.</summary>
internal sealed record Sample(float[] Values, int[] Labels, int Classes)
{
    public int Rows => Labels.Length;

    public int Features => Values.Length / Labels.Length;

    /// <summary>Rows of given classes, each filled by a function.</summary>
    public static Sample OfClasses(int[] labels, int classes, int features, FillRow fill)
    {
        float[] values = new float[labels.Length * features];
        double[] row = new double[features];
        for (int i = 0; i < labels.Length; i++)
        {
            fill(labels[i], row);
            for (int j = 0; j < features; j++)
            {
                values[(i * features) + j] = (float)row[j];
            }
        }
        return new Sample(values, labels, classes);
    }

    /// <summary>Rows filled by a function that also returns the class.</summary>
    public static Sample OfRows(int rows, int classes, int features, Func<double[], int> fill)
    {
        int[] labels = new int[rows];
        int next = 0;
        return OfClasses(labels, classes, features, (_, row) => labels[next++] = fill(row));
    }

    public static Sample From(Dataset data) => new(data.Values.ToArray(), [.. data.Labels], data.Classes);

    public int[] CountByClass()
    {
        int[] counts = new int[Classes];
        foreach (int label in Labels)
        {
            counts[label]++;
        }
        return counts;
    }

    /// <summary>The same classes with other features.</summary>
    public Sample WithColumns(IReadOnlyList<float[]> columns)
    {
        float[] values = new float[Rows * columns.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = columns[i % columns.Count][i / columns.Count];
        }
        return this with { Values = values };
    }

    public Dataset ToDataset(string name, ulong seed) => Dataset.ForClassification(
        NameOf(name, seed), SourceOf(name, seed), Values, Labels, ColumnsOf(Features),
        [.. Enumerable.Range(0, Classes).Select(c => c.ToString(CultureInfo.InvariantCulture))]);

    /// <summary>A set of numbers, named as those of classes are.</summary>
    public static Dataset OfNumbers(string name, ulong seed, float[] values, float[] targets) =>
        Dataset.ForRegression(NameOf(name, seed), SourceOf(name, seed), values, targets, ColumnsOf(values.Length / targets.Length));

    /// <summary>A set of texts, named as those of classes are.</summary>
    public static Dataset OfTexts(string name, ulong seed, float[] values, IReadOnlyList<(string Source, string Answer)> pairs, string[] featureNames) =>
        Dataset.ForTexts(
            NameOf(name, seed), SourceOf(name, seed), values, [.. pairs.Select(pair => pair.Source)], [.. pairs.Select(pair => pair.Answer)], featureNames);

    private static string NameOf(string name, ulong seed) => string.Create(CultureInfo.InvariantCulture, $"{name}-{seed}");

    private static string SourceOf(string name, ulong seed) => string.Create(CultureInfo.InvariantCulture, $"synthetic {name}, seed {seed}");

    private static string[] ColumnsOf(int count) => [.. Enumerable.Range(0, count).Select(j => string.Create(CultureInfo.InvariantCulture, $"x{j}"))];
}

/// <summary>Writes the features of one row of a class.</summary>
internal delegate void FillRow(int label, double[] row);
