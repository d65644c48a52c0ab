using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Support;

/// <summary>Small regression problems that need no file.</summary>
internal static class RegressionProblems
{
    /// <summary>A smooth function of the first features with noise; the first rows are labelled at the start.</summary>
    public static RegressionProblem Waves(int pool = 40, int test = 20, int features = 3, int start = 4, ulong seed = 1)
    {
        var draws = new Pcg64(seed, "waves");
        float[] x = [.. Enumerable.Range(0, (pool + test) * features).Select(_ => (float)draws.NextGaussian())];
        double[] y = [.. Enumerable.Range(0, pool + test).Select(i => 20 + Math.Sin(2 * x[i * features]) + x[((i + 1) * features) - 1] + (0.1 * draws.NextGaussian()))];
        return Of(x, features, y, test, [.. Enumerable.Range(0, start)]);
    }

    /// <summary>Given rows, the last of which are the test.</summary>
    public static RegressionProblem Of(float[] x, int features, double[] y, int test = 0, params int[] start)
    {
        int pool = y.Length - test;
        Dataset data = Dataset.ForRegression("given", "test", x, [.. y.Select(value => (float)value)], [.. Enumerable.Range(0, features).Select(j => $"x{j}")]);
        return new RegressionProblem(
            data, new FeatureMatrix(x[..(pool * features)], pool, features), y[..pool], [.. Enumerable.Range(0, pool)],
            new FeatureMatrix(x[(pool * features)..], test, features), y[pool..], start);
    }

    /// <summary>The same problem with its pool in another order: row i of the result is row order[i] of the problem.</summary>
    public static RegressionProblem Permuted(RegressionProblem problem, int[] order) => new(
        problem.Data, new FeatureMatrix([.. order.SelectMany(row => problem.Pool.Row(row).ToArray())], order.Length, problem.Pool.Columns),
        [.. order.Select(row => problem.PoolTargets[row])], [.. order.Select(row => problem.PoolRows[row])], problem.Test, problem.TestTargets,
        [.. problem.Start.Select(row => Array.IndexOf(order, row))]);

    /// <summary>The same problem with other targets in its pool.</summary>
    public static RegressionProblem WithTargets(RegressionProblem problem, double[] targets) =>
        new(problem.Data, problem.Pool, targets, problem.PoolRows, problem.Test, problem.TestTargets, problem.Start);
}
