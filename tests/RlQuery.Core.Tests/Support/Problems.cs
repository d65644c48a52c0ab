using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Support;

/// <summary>Small problems that need no file.</summary>
internal static class Problems
{
    /// <summary>Gaussian blobs, one per class; the first row of each class is labelled at the start.</summary>
    public static Problem Blobs(int pool = 60, int test = 40, int features = 3, int classes = 2, ulong seed = 1, double spread = 1.2)
    {
        var draws = new Pcg64(seed, "blobs");
        double[] centres = [.. Enumerable.Range(0, classes * features).Select(_ => 2 * draws.NextGaussian())];
        (float[] x, int[] y) = Draw(pool + test);
        string[] names = [.. Enumerable.Range(0, features).Select(j => $"x{j}")];
        string[] classNames = [.. Enumerable.Range(0, classes).Select(k => $"c{k}")];
        Dataset data = Dataset.ForClassification("blobs", "test", x, y, names, classNames);
        int[] start = [.. Enumerable.Range(0, classes).Select(k => Array.IndexOf(y, k, 0, pool))];
        return ProblemParts.OfClasses(
            data,
            new FeatureMatrix(x[..(pool * features)], pool, features), y[..pool], [.. Enumerable.Range(0, pool)],
            new FeatureMatrix(x[(pool * features)..], test, features), y[pool..], start);

        (float[] X, int[] Y) Draw(int rows)
        {
            float[] values = new float[rows * features];
            int[] labels = new int[rows];
            for (int i = 0; i < rows; i++)
            {
                labels[i] = i % classes;
                for (int j = 0; j < features; j++)
                {
                    values[(i * features) + j] = (float)(centres[(labels[i] * features) + j] + (spread * draws.NextGaussian()));
                }
            }
            return (values, labels);
        }
    }

    /// <summary>A pool with given features and labels, no test rows, and given start rows.</summary>
    public static Problem Of(float[] values, int features, int[] labels, int classes, params int[] start)
    {
        int rows = labels.Length;
        Dataset data = Dataset.ForClassification(
            "given", "test", values, labels,
            [.. Enumerable.Range(0, features).Select(j => $"x{j}")], [.. Enumerable.Range(0, classes).Select(k => $"c{k}")]);
        var pool = new FeatureMatrix(values, rows, features);
        return ProblemParts.OfClasses(data, pool, labels, [.. Enumerable.Range(0, rows)], new FeatureMatrix([], 0, features), [], start);
    }
}
