using RlQuery.Core.Learners.Regression;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>Greedy sampling held against the formulas of its papers, written out over all pairs of a candidate and a labelled row.</summary>
public sealed class GreedySamplingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(12)]
    public void Improved_greedy_sampling_is_the_least_product_of_both_distances(int queries)
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            (double[][] inputs, double[][] outputs, SignalContext context) = Distances(seed, queries);
            double[] products = [.. inputs.Zip(outputs, (x, y) => x.Zip(y, (dx, dy) => dx * dy).Min())];
            AssertNear(products.Select(product => product / products.Max()), context.Values(new InputOutputDistanceSignal()));
        }
    }

    /// <summary>Of 36 candidates at the start.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0.870324)]
    [InlineData(12, 0.188876)]
    public void Weighted_greedy_sampling_is_the_least_weighted_sum_of_scaled_distances(int queries, double weight)
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            (double[][] inputs, double[][] outputs, SignalContext context) = Distances(seed, queries);
            (inputs, outputs) = (Scaled(inputs), Scaled(outputs));
            AssertNear(
                inputs.Zip(outputs, (x, y) => x.Zip(y, (dx, dy) => (weight * dx) + ((1 - weight) * dy)).Min()), context.Values(new WeightedGreedySignal()));
        }
    }

    private static double[][] Scaled(double[][] distances)
    {
        double least = distances.Min(row => row.Min());
        double most = distances.Max(row => row.Max());
        return [.. distances.Select(row => row.Select(distance => (distance - least) / (most - least)).ToArray())];
    }

    // Candidates by labelled rows, after some queries in one batch: they count as labelled with what the learner said of them.
    private static (double[][] Inputs, double[][] Outputs, SignalContext Context) Distances(ulong seed, int queries)
    {
        Problem problem = RegressionProblems.Waves(seed: seed);
        SignalContext context = SignalProbe.Begin(problem, new RidgeRegressionFactory());
        double[] first = context.Numbers.Predictions.ToArray();
        for (int i = 0; i < queries; i++)
        {
            context.Pool.Take(context.Pool.Candidates[0]);
        }
        int start = problem.Start.Length;
        context.Believe();
        context.Refresh();
        context.Show(context.Pool.Candidates);
        double[] said = context.Numbers.Predictions.ToArray();
        int[] known = [.. Enumerable.Range(0, start + queries).Select(m => m < start ? problem.Start[m] : context.Pool.Pending[m - start])];
        double[] numbers = [.. known.Select((row, m) => m < start ? problem.PoolTargets[row] : first[row])];
        double[][] inputs = new double[context.Candidates.Length][];
        double[][] outputs = new double[inputs.Length][];
        for (int i = 0; i < inputs.Length; i++)
        {
            int candidate = context.Candidates[i];
            float[] own = problem.PoolFeatures.Row(candidate).ToArray();
            inputs[i] = [.. known.Select(row => Math.Sqrt(own.Zip(problem.PoolFeatures.Row(row).ToArray(), (a, b) => Math.Pow((double)a - b, 2)).Sum()))];
            outputs[i] = [.. numbers.Select(number => Math.Abs(said[candidate] - number))];
        }
        return (inputs, outputs, context);
    }

    private static void AssertNear(IEnumerable<double> expected, float[] actual) => Assert.Equal(
        expected, actual.Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-5);
}
