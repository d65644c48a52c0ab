using System.Runtime.InteropServices;
using RlQuery.Benchmarks.Compare;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Benchmarks.Problems;

/// <summary>The data of the comparison and of the measurements of growth.</summary>
internal static class BenchmarkData
{
    /// <summary>Half pool, half test, stratified, standardised on the pool, one label of each class.</summary>
    public static ProblemOptions Protocol { get; } = new(ClassificationTask.Instance, new SplitOptions(), 1);

    /// <summary>scikit-learn's <c>make_classification</c>, 2000 x 20, two classes.</summary>
    public static Dataset Classification(ReferenceProcess reference, ExchangeFolder exchange)
    {
        reference.Ask(new { work = "classification", folder = exchange.Root });
        float[] x = [.. MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(exchange.Root, "x.f32")))];
        int[] y = [.. MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(Path.Combine(exchange.Root, "y.i32")))];
        return Dataset.ForClassification("make_classification", "scikit-learn", x, y, Names("x", x.Length / y.Length), Names("c", 2));
    }

    /// <summary>The bundled digits, 1797 x 64, ten classes.</summary>
    public static Dataset Digits() => Catalog.Load().Open("digits");

    /// <summary>Overlapping Gaussian classes with given start labels, for measurements without a reference.</summary>
    public static Problem Gaussian(int pool, int test, int features, int classes, int labels)
    {
        var draws = new Pcg64(1, "benchmark");
        double[] centres = [.. Enumerable.Range(0, classes * features).Select(_ => draws.NextGaussian() / Math.Sqrt(features))];
        int rows = pool + test;
        float[] x = new float[rows * features];
        int[] y = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            y[i] = i % classes;
            for (int j = 0; j < features; j++)
            {
                x[(i * features) + j] = (float)((1.5 * centres[(y[i] * features) + j]) + draws.NextGaussian());
            }
        }
        Dataset data = Dataset.ForClassification("gaussian", "benchmark", x, y, Names("x", features), Names("c", classes));
        return ProblemParts.OfClasses(
            data,
            new FeatureMatrix(x[..(pool * features)], pool, features), y[..pool], [.. Enumerable.Range(0, pool)],
            new FeatureMatrix(x[(pool * features)..], test, features), y[pool..], [.. Enumerable.Range(0, labels)]);
    }

    private static string[] Names(string prefix, int count) => [.. Enumerable.Range(0, count).Select(i => $"{prefix}{i}")];
}
