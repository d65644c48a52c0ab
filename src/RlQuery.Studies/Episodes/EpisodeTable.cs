using RlQuery.Core.Data;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Studies.Episodes;

/// <summary>Plays episodes on problems shared by strategies and with one runner per thread.</summary>
internal sealed class EpisodeTable : IDisposable
{
    // 32 MB, and as much again if a learner needs blocks.
    private const long MostSharedValues = 1 << 23;

    private readonly Dictionary<string, Dataset> _data;
    private readonly Dictionary<string, IQueryStrategy> _strategies;
    private readonly Dictionary<string, SharedProblems> _problems;
    private readonly ThreadLocal<KeptRunner> _runners;

    /// <param name="plan">What is compared.</param>
    /// <param name="cells">The episodes that will be played.</param>
    public EpisodeTable(EvaluationPlan plan, IReadOnlyList<GridCell> cells)
    {
        var learners = plan.Learners.ToDictionary(learner => learner.Name);
        IQueryStrategy? reference = plan.CountDepartures ? plan.Parts.Find<IQueryStrategy>(plan.Task.Reference) : null;
        _strategies = plan.Strategies.ToDictionary(one => one.Identity.Name, one => one.Strategy);
        _data = plan.Data.ToDictionary(set => set.Name);
        var uses = cells.GroupBy(SplitOf).ToDictionary(split => split.Key, split => split.Count());
        _problems = plan.LearnerNames.ToDictionary(
            learner => learner, learner => new SharedProblems(plan.Problem.Create, (set, seed) => uses[(learner, set, seed)], MostSharedValues));
        _runners = new ThreadLocal<KeptRunner>(() => new KeptRunner(
            learner => new StrategyRunner(learners[learner], plan.Episode, reference, plan.Metrics) { Rules = plan.Stops }));
    }

    /// <summary>Plays an episode.</summary>
    /// <param name="cell">One of the announced cells; each once.</param>
    public LearningCurve Play(GridCell cell)
    {
        Problem problem = _problems[cell.Learner].Take(_data[cell.Episode.Data], (ulong)cell.Episode.Seed);
        return _runners.Value!.Use(cell.Learner, runner => runner.Run(problem, _strategies[cell.Episode.Strategy], (ulong)cell.Episode.Seed));
    }

    public void Dispose() => _runners.Dispose();

    private static (string Learner, string Data, ulong Seed) SplitOf(GridCell cell) => (cell.Learner, cell.Episode.Data, (ulong)cell.Episode.Seed);

    // Learners run one after another: a thread keeps the buffers of one at a time, and drops them after a failure.
    private sealed class KeptRunner(Func<string, StrategyRunner> create)
    {
        private (string Learner, StrategyRunner Own)? _kept;

        public LearningCurve Use(string learner, Func<StrategyRunner, LearningCurve> run)
        {
            StrategyRunner own = _kept?.Learner == learner ? _kept.Value.Own : create(learner);
            _kept = null;
            LearningCurve curve = run(own);
            _kept = (learner, own);
            return curve;
        }
    }
}
