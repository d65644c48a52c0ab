using RlQuery.Benchmarks.Problems;
using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Benchmarks.Wide;

/// <summary>Tables that resemble embedded texts: rows of length 1, a direction for each class, and a falling spectrum.</summary>
internal static class WideData
{
    /// <summary>Values of a row, as many as small sentence encoders give.</summary>
    public const int Features = 384;

    /// <summary>Rows of the pool.</summary>
    public const int Pool = 750;

    /// <summary>A pool with as large a test part, standardised on the pool, with a label of each class to start with.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <param name="seed">Of the table and of the split.</param>
    /// <param name="features">Values of a row.</param>
    public static Problem Create(int classes, ulong seed, int features = Features) =>
        BenchmarkData.Protocol.Create(Table(2 * Pool, features, classes, seed), seed);

    /// <summary>Rows of classes that take turns.</summary>
    public static Dataset Table(int rows, int features, int classes, ulong seed)
    {
        var draws = new Pcg64(seed, "wide");
        double[] scales = [.. Enumerable.Range(0, features).Select(j => Math.Pow(1 + (0.2 * j), -0.5))];
        double[] mean = Direction(draws, scales);
        double[][] centres = [.. Enumerable.Range(0, classes).Select(_ => Direction(draws, scales))];
        float[] x = new float[rows * features];
        int[] y = new int[rows];
        double[] row = new double[features];
        for (int i = 0; i < rows; i++)
        {
            y[i] = i % classes;
            double squared = 0;
            for (int j = 0; j < features; j++)
            {
                row[j] = (0.5 * mean[j]) + (0.7 * centres[y[i]][j]) + (draws.NextGaussian() * scales[j]);
                squared += row[j] * row[j];
            }
            for (int j = 0; j < features; j++)
            {
                x[(i * features) + j] = (float)(row[j] / Math.Sqrt(squared));
            }
        }
        string[] names = [.. Enumerable.Range(0, features).Select(j => $"e{j}")];
        return Dataset.ForClassification("wide", "benchmark", x, y, names, [.. Enumerable.Range(0, classes).Select(k => $"c{k}")]);
    }

    private static double[] Direction(Pcg64 draws, double[] scales) => [.. scales.Select(scale => draws.NextGaussian() * scale)];
}
