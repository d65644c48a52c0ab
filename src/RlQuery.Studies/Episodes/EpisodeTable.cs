using RlQuery.Core.Data;
using RlQuery.Core.Evaluation;

namespace RlQuery.Studies.Episodes;

/// <summary>Plays episodes on problems that strategies share and with runners that threads keep.</summary>
/// <typeparam name="TProblem">What a data set becomes.</typeparam>
/// <typeparam name="TRunner">What plays episodes of one learner.</typeparam>
internal sealed class EpisodeTable<TProblem, TRunner> : IEpisodeTable
    where TProblem : class
    where TRunner : class
{
    // 32 MB, and as much again where a learner asks for blocks.
    private const long MostSharedValues = 1 << 23;

    private readonly Dictionary<string, Dataset> _data;
    private readonly Dictionary<string, SharedProblems<TProblem>> _problems;
    private readonly ThreadLocal<KeptRunner> _runners;
    private readonly Func<TRunner, TProblem, EpisodeSpec, LearningCurve> _run;

    /// <param name="plan">What is compared.</param>
    /// <param name="cells">The episodes that will be played.</param>
    /// <param name="problem">Makes a problem of a data set and a seed.</param>
    /// <param name="runner">Makes a runner for the learner of a name.</param>
    /// <param name="run">Plays an episode.</param>
    public EpisodeTable(
        IEvaluationPlan plan, IReadOnlyList<GridCell> cells, Func<Dataset, ulong, TProblem> problem, Func<string, TRunner> runner,
        Func<TRunner, TProblem, EpisodeSpec, LearningCurve> run)
    {
        _data = plan.Data.ToDictionary(set => set.Name);
        var uses = cells.GroupBy(SplitOf).ToDictionary(split => split.Key, split => split.Count());
        _problems = plan.LearnerNames.ToDictionary(
            learner => learner, learner => new SharedProblems<TProblem>(problem, (set, seed) => uses[(learner, set, seed)], MostSharedValues));
        _runners = new ThreadLocal<KeptRunner>(() => new KeptRunner(runner));
        _run = run;
    }

    /// <inheritdoc/>
    public LearningCurve Play(GridCell cell)
    {
        TProblem problem = _problems[cell.Learner].Take(_data[cell.Episode.Data], (ulong)cell.Episode.Seed);
        return _runners.Value!.Use(cell.Learner, runner => _run(runner, problem, cell.Episode));
    }

    /// <inheritdoc/>
    public void Dispose() => _runners.Dispose();

    private static (string Learner, string Data, ulong Seed) SplitOf(GridCell cell) => (cell.Learner, cell.Episode.Data, (ulong)cell.Episode.Seed);

    // Learners follow each other: a thread keeps the buffers of one at a time, and none that a failure left behind.
    private sealed class KeptRunner(Func<string, TRunner> create)
    {
        private (string Learner, TRunner Own)? _kept;

        public LearningCurve Use(string learner, Func<TRunner, LearningCurve> run)
        {
            TRunner own = _kept?.Learner == learner ? _kept.Value.Own : create(learner);
            _kept = null;
            LearningCurve curve = run(own);
            _kept = (learner, own);
            return curve;
        }
    }
}
