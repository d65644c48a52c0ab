using RlQuery.Core.Data;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Experiments;

/// <summary>Runs an evaluation. Its results do not depend on the executor.</summary>
public static class EvaluationRun
{
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
        using var workers = new ThreadLocal<Worker>(() => new Worker(plan));
        var results = new List<EpisodeResult>();
        executor.Run(
            plan.Episodes,
            spec =>
            {
                cancellation.ThrowIfCancellationRequested();
                return workers.Value!.Run(data[spec.Data], strategies[spec.Strategy], (ulong)spec.Seed);
            },
            result =>
            {
                results.Add(result);
                progress(results.Count);
            },
            cancellation);
        return results;
    }

    /// <summary>What a thread keeps from episode to episode.</summary>
    private sealed class Worker(EvaluationPlan plan)
    {
        private readonly StrategyRunner _runner = new(plan.Learner, plan.Episode);

        public LearningCurve Run(Dataset data, IQueryStrategy strategy, ulong seed) =>
            _runner.Run(plan.Problem.Create(data, seed), strategy, seed);
    }
}
