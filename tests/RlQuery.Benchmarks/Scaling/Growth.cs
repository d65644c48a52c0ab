using RlQuery.Benchmarks.Problems;
using RlQuery.Benchmarks.Steps;
using RlQuery.Core.Tasks;
using RlQuery.Reports;

namespace RlQuery.Benchmarks.Scaling;

/// <summary>
/// How the cost of a query (margin: choose, refit, predict the pool) and of an environment step grows with each size, the others held at a middle value.
/// </summary>
internal static class Growth
{
    private static readonly (string Name, int[] Values, Func<int, Problem> Problem)[] Sizes =
    [
        ("pool size", [250, 500, 1000, 2000, 4000], n => BenchmarkData.Gaussian(n, 0, 20, 2, 50)),
        ("dimension", [5, 10, 20, 40, 80, 160], d => BenchmarkData.Gaussian(1000, 0, d, 2, 50)),
        ("classes", [2, 4, 8, 16], k => BenchmarkData.Gaussian(1000, 0, 20, k, 50)),
        ("labels", [25, 50, 100, 200, 400, 800], m => BenchmarkData.Gaussian(2000, 0, 20, 2, m)),
    ];

    /// <summary>Measures all of it: microseconds.</summary>
    public static IReadOnlyList<GrowthPanel> Measure() =>
    [
        .. Sizes.Select(size =>
        {
            Problem[] problems = [.. size.Values.Select(size.Problem)];
            return new GrowthPanel(size.Name, [.. size.Values.Select(value => (double)value)],
            [
                ("query", [.. problems.Select(problem => 1e6 * QueryCost.Seconds(problem, queries: 10))]),
                ("environment step", [.. problems.Select(problem => 1e6 * StepCost.Measure(problem, SignalSets.WithoutCommittee, steps: 10).Seconds)]),
            ]);
        }),
    ];

    /// <summary>Exponent b of the power law cost = a size^b that fits best on logarithms.</summary>
    public static double Exponent(double[] sizes, double[] costs)
    {
        double[] x = [.. sizes.Select(size => Math.Log(size))];
        double[] y = [.. costs.Select(cost => Math.Log(cost))];
        double mean = x.Average();
        return x.Zip(y, (a, b) => (a - mean) * b).Sum() / x.Sum(a => (a - mean) * (a - mean));
    }
}
