using RlQuery.Core.Strategies;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Lu2023;

/// <summary>
/// The protocol of P.-Y. Lu, C.-L. Li, H.-T. Lin, "Re-Benchmarking Pool-Based Active Learning for Binary Classification" (arXiv 2306.08954), seed by seed.
/// </summary>
public static class Reproduction
{
    /// <summary>Runs seeds and hands on their areas under the learning curve, in the order of the seeds, without those that the benchmark skips.</summary>
    /// <param name="data">The data.</param>
    /// <param name="strategy">A heuristic; <c>margin</c> uses the decision values themselves, as published, any other one sees the learner
    /// <c>svm-rbf</c>.</param>
    /// <param name="ties">Which of equal rows <c>margin</c> takes.</param>
    /// <param name="seeds">Seeds, not negative.</param>
    /// <param name="jobs">Number of threads; results do not depend on it.</param>
    /// <param name="consume">Takes each seed with its area.</param>
    /// <param name="cancellation">Ends the run before its end.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Run(
        BenchmarkData data, IQueryStrategy strategy, TieRule ties, IEnumerable<long> seeds, int jobs, Action<long, double> consume,
        CancellationToken cancellation)
    {
        EpisodeSpec[] specs =
        [
            .. seeds.Where(seed => !BenchmarkSplit.IsSkipped(data, seed)).Select(seed => new EpisodeSpec("lu2023", strategy.Name, seed)),
        ];
        new ParallelExecutor(jobs).Run(
            specs,
            spec =>
            {
                var split = BenchmarkSplit.Draw(data, spec.Seed);
                return (spec.Seed, Curve: new BenchmarkRun(split, data.Features).Run(Rule(split, spec.Seed)));
            },
            result => consume(result.Seed, BenchmarkRun.Aubc(result.Curve)),
            cancellation);

        IQueryRule Rule(BenchmarkSplit split, long seed) =>
            strategy.Name == "margin" ? new SmallestDecision(ties) : new StrategyRule(split, data.Features, strategy, seed);
    }
}
