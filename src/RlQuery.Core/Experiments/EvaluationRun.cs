using RlQuery.Core.Data;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Experiments;

/// <summary>Runs an evaluation. Its results do not depend on the executor.</summary>
public static class EvaluationRun
{
    // 32 MB, and as much again where a learner asks for blocks.
    private const long MostSharedValues = 1 << 23;

    /// <summary>Runs every episode of a plan.</summary>
    /// <param name="plan">What is compared.</param>
    /// <param name="executor">Who runs the episodes.</param>
    /// <param name="progress">Called after each episode with the number of those that are done.</param>
    /// <param name="cancellation">Ends the run before its end.</param>
    /// <returns>The episodes, in the order of <see cref="EvaluationPlan.Episodes"/>.</returns>
    public static IReadOnlyList<EpisodeResult> Run(
        EvaluationPlan plan, IEpisodeExecutor executor, Action<int> progress, CancellationToken cancellation)
    {
        var data = plan.Data.ToDictionary(set => set.Name);
        var strategies = plan.Strategies.ToDictionary(strategy => strategy.Name);
        IQueryStrategy? reference = plan.CountDepartures ? StrategyCatalog.Find("margin") : null;
        using var runners = new ThreadLocal<StrategyRunner>(() => new StrategyRunner(plan.Learner, plan.Episode, reference));
        var problems = new SharedProblems(plan.Problem, plan.Strategies.Count, MostSharedValues);
        var results = new List<EpisodeResult>();
        executor.Run(
            plan.Episodes,
            spec =>
            {
                cancellation.ThrowIfCancellationRequested();
                ulong seed = (ulong)spec.Seed;
                return runners.Value!.Run(problems.Take(data[spec.Data], seed), strategies[spec.Strategy], seed);
            },
            result =>
            {
                results.Add(result);
                progress(results.Count);
            },
            cancellation);
        return results;
    }
}
