using System.Runtime.InteropServices;
using System.Text.Json;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Benchmarks.Problems;

/// <summary>Temporary folder through which both sides see the same bits: what is written here is what <c>reference.py</c> reads.</summary>
internal sealed class ExchangeFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("rlquery-speed-").FullName;

    /// <summary>Writes a problem and, for committees, each member's weight of each pool row.</summary>
    /// <returns>The folder of the problem.</returns>
    public string Write(string name, Problem problem, ulong seed)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Root, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "shape.json"), JsonSerializer.Serialize(new { features = problem.PoolFeatures.Columns }));
        Write<float>(folder, "pool.f32", problem.PoolFeatures.Values);
        Write<float>(folder, "test.f32", problem.Test.Values);
        Write<int>(folder, "pool.i32", problem.PoolLabels);
        Write<int>(folder, "test.i32", problem.TestLabels);
        Write<int>(folder, "start.i32", problem.Start);
        Write<double>(folder, "committee.f64", CommitteeWeights(problem, seed));
        return folder;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    // The Bayesian bootstrap of Committee: an exponential draw for each member and row.
    private static double[] CommitteeWeights(Problem problem, ulong seed)
    {
        ulong parent = SeedSequence.Child(seed, "committee");
        int rows = problem.PoolFeatures.Rows;
        double[] weights = new double[Committee.Size * rows];
        for (int i = 0; i < weights.Length; i++)
        {
            ulong word = SeedSequence.Child(parent, ((ulong)(i / rows) << 32) | (uint)problem.PoolRows[i % rows]);
            weights[i] = -Math.Log(1 - ((word >> 11) * (1.0 / (1UL << 53))));
        }
        return weights;
    }

    private static void Write<T>(string folder, string name, ReadOnlySpan<T> values)
        where T : struct => File.WriteAllBytes(Path.Combine(folder, name), MemoryMarshal.AsBytes(values));
}
