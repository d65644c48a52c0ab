using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Evaluation.Metrics;
using RlQuery.Core.Evaluation.Stopping;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;

namespace RlQuery.Studies.Episodes;

/// <summary>What is compared on what in classification: data sets x learners x strategies x repeats.</summary>
/// <param name="Data">Classification sets in which every row has a label, each with a name of its own.</param>
/// <param name="Strategies">Who is compared, each with a name of its own.</param>
/// <param name="Learners">The learners that are fitted after every batch, each with a name of its own; each is an evaluation of its own.</param>
/// <param name="Problem">How a data set is split and started.</param>
/// <param name="Episode">Budget and batch; all candidates are always shown.</param>
/// <param name="Seed">Seed of the first repeat; those that follow have the next ones.</param>
/// <param name="Repeats">Number of seeds, at least 1.</param>
public sealed record EvaluationPlan(
    IReadOnlyList<Dataset> Data, IReadOnlyList<ComparedStrategy> Strategies, IReadOnlyList<ILearnerFactory> Learners,
    ProblemOptions Problem, EpisodeOptions Episode, long Seed, int Repeats) : IEvaluationPlan
{
    /// <summary>What is measured, at least one; the first is what strategies are compared by.</summary>
    /// <value>Default: accuracy.</value>
    public IReadOnlyList<IMetric> Metrics { get; init; } = [MetricCatalog.Accuracy];

    /// <summary>Scores of the first metric for which the labels to reach them are counted.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<double> Reach { get; init; } = [];

    /// <summary>Rules whose stops are noted; every episode goes on to its end all the same.</summary>
    /// <value>Default: none, which costs nothing.</value>
    public IReadOnlyList<IStoppingRule> Stops { get; init; } = [];

    /// <summary>Whether the curves say how often a strategy leaves margin's choice.</summary>
    /// <value>Default: false, which costs nothing.</value>
    public bool CountDepartures { get; init; }

    /// <inheritdoc/>
    public LearningTask Task => LearningTask.Classification;

    /// <inheritdoc/>
    public IReadOnlyList<string> LearnerNames => [.. Learners.Select(learner => learner.Name)];

    /// <inheritdoc/>
    public IReadOnlyList<StrategyIdentity> Identities => [.. Strategies.Select(one => one.Identity)];

    /// <inheritdoc/>
    public SplitOptions Split => Problem.Split;

    /// <inheritdoc/>
    public (string Setting, int Value) Start => ("startPerClass", Problem.StartPerClass);

    /// <inheritdoc/>
    public IEpisodeTable Open(IReadOnlyList<GridCell> cells)
    {
        var strategies = Strategies.ToDictionary(one => one.Identity.Name, one => one.Strategy);
        var learners = Learners.ToDictionary(learner => learner.Name);
        IQueryStrategy? reference = CountDepartures ? StrategyCatalog.Find(ComparisonReference.Margin.Name) : null;
        return new EpisodeTable<LearningProblem, StrategyRunner>(
            this, cells, Problem.Create, learner => new StrategyRunner(learners[learner], Episode, reference, Metrics) { Rules = Stops },
            (runner, problem, episode) => runner.Run(problem, strategies[episode.Strategy], (ulong)episode.Seed));
    }
}
