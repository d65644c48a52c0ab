using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Support;

/// <summary>Small regression problems that need no file.</summary>
internal static class RegressionProblems
{
    /// <summary>A smooth function of the first features with noise; the first rows are labelled at the start.</summary>
    public static Problem Waves(int pool = 40, int test = 20, int features = 3, int start = 4, ulong seed = 1)
    {
        var draws = new Pcg64(seed, "waves");
        float[] x = [.. Enumerable.Range(0, (pool + test) * features).Select(_ => (float)draws.NextGaussian())];
        double[] y =
            [.. Enumerable.Range(0, pool + test).Select(i => 20 + Math.Sin(2 * x[i * features]) + x[((i + 1) * features) - 1] + (0.1 * draws.NextGaussian()))];
        return Of(x, features, y, test, [.. Enumerable.Range(0, start)]);
    }

    /// <summary>Given rows, the last of which are the test.</summary>
    public static Problem Of(float[] x, int features, double[] y, int test = 0, params int[] start)
    {
        int pool = y.Length - test;
        Dataset data = Dataset.ForRegression("given", "test", x, [.. y.Select(value => (float)value)], [.. Enumerable.Range(0, features).Select(j => $"x{j}")]);
        return ProblemParts.OfNumbers(
            data, new FeatureMatrix(x[..(pool * features)], pool, features), y[..pool], [.. Enumerable.Range(0, pool)],
            new FeatureMatrix(x[(pool * features)..], test, features), y[pool..], start);
    }

    /// <summary>The same problem with its pool in another order: row i of the result is row order[i] of the problem.</summary>
    public static Problem Permuted(Problem problem, int[] order)
    {
        int[] start = [.. problem.Start.Select(row => Array.IndexOf(order, row))];
        var pool = new FeatureMatrix([.. order.SelectMany(row => problem.PoolFeatures.Row(row).ToArray())], order.Length, problem.PoolFeatures.Columns);
        var items = new Items(problem.Items.Name, problem.Items.DataHash, pool, [.. order.Select(row => problem.PoolRows[row])], start);
        return new Problem(problem.Task, items, problem.Units, new Permutation(problem.Oracle, order), problem.Judge, start);
    }

    /// <summary>The same problem with other targets in its pool.</summary>
    public static Problem WithTargets(Problem problem, double[] targets) =>
        new(problem.Task, problem.Items, problem.Units, new Given(targets), problem.Judge, problem.Start);

    private sealed class Permutation(IOracle oracle, int[] order) : IOracle
    {
        public double CostOf(int item) => oracle.CostOf(order[item]);

        public void Ask(int item, Span<double> answer) => oracle.Ask(order[item], answer);
    }

    private sealed class Given(double[] targets) : IOracle
    {
        public double CostOf(int item) => 1;

        public void Ask(int item, Span<double> answer) => answer[0] = targets[item];
    }
}
