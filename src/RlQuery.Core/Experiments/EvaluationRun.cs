using RlQuery.Core.Data;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Experiments.Grids;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Experiments;

/// <summary>Runs episodes of an evaluation. Its results depend neither on the executor nor on what else is run.</summary>
public static class EvaluationRun
{
    // 32 MB, and as much again where a learner asks for blocks.
    private const long MostSharedValues = 1 << 23;

    /// <summary>Runs episodes of a plan. One that fails is a result like any other, and does not end the run.</summary>
    /// <param name="plan">What is compared.</param>
    /// <param name="cells">Which of its episodes to run.</param>
    /// <param name="executor">Who runs the episodes.</param>
    /// <param name="ended">Takes each episode as soon as it has ended, in any order, from several threads at once; what it throws ends the run.</param>
    /// <param name="cancellation">Ends the run before its end.</param>
    /// <returns>The episodes, in the order of <paramref name="cells"/>.</returns>
    public static IReadOnlyList<EpisodeOutcome> Run(
        EvaluationPlan plan, IReadOnlyList<GridCell> cells, IEpisodeExecutor executor, Action<EpisodeOutcome> ended, CancellationToken cancellation)
    {
        var data = plan.Data.ToDictionary(set => set.Name);
        var strategies = plan.Strategies.ToDictionary(strategy => strategy.Name);
        var learners = plan.Learners.ToDictionary(learner => learner.Name);
        var uses = cells.GroupBy(SplitOf).ToDictionary(split => split.Key, split => split.Count());
        var problems = plan.Learners.ToDictionary(
            learner => learner.Name, learner => new SharedProblems(plan.Problem, (set, seed) => uses[(learner.Name, set, seed)], MostSharedValues));
        IQueryStrategy? reference = plan.CountDepartures ? StrategyCatalog.Find("margin") : null;
        using var runners = new ThreadLocal<Runner>(() => new Runner(learner => new StrategyRunner(learner, plan.Episode, reference, plan.Metrics) { Rules = plan.Stops }));
        var results = new List<EpisodeOutcome>();
        executor.Run(
            cells,
            cell =>
            {
                cancellation.ThrowIfCancellationRequested();
                EpisodeOutcome outcome = Attempt(cell, () =>
                {
                    ulong seed = (ulong)cell.Episode.Seed;
                    LearningProblem problem = problems[cell.Learner].Take(data[cell.Episode.Data], seed);
                    return runners.Value!.Run(learners[cell.Learner], problem, strategies[cell.Episode.Strategy], seed);
                });
                ended(outcome);
                return outcome;
            },
            results.Add,
            cancellation);
        return results;
    }

    private static (string Learner, string Data, ulong Seed) SplitOf(GridCell cell) => (cell.Learner, cell.Episode.Data, (ulong)cell.Episode.Seed);

    private static EpisodeOutcome Attempt(GridCell cell, Func<LearningCurve> run)
    {
        try
        {
            return new EpisodeOutcome(cell, run(), null);
        }
#pragma warning disable CA1031 // Whatever went wrong in one episode is told of it, and the others go on.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return EpisodeOutcome.Of(cell, failure);
        }
    }

    // Learners follow each other: a thread keeps the buffers of one at a time, and none that a failure left behind.
    private sealed class Runner(Func<ILearnerFactory, StrategyRunner> create)
    {
        private (ILearnerFactory Learner, StrategyRunner Own)? _kept;

        public LearningCurve Run(ILearnerFactory learner, LearningProblem problem, IQueryStrategy strategy, ulong seed)
        {
            StrategyRunner own = _kept?.Learner == learner ? _kept.Value.Own : create(learner);
            _kept = null;
            LearningCurve curve = own.Run(problem, strategy, seed);
            _kept = (learner, own);
            return curve;
        }
    }
}
