using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Evaluation.Metrics;
using RlQuery.Core.Evaluation.Stopping;
using RlQuery.Core.Learners.Regression;
using RlQuery.Core.Strategies.Regression;

namespace RlQuery.Studies.Episodes;

/// <summary>What is compared on what in regression: what <see cref="EvaluationPlan"/> is to classification.</summary>
/// <param name="Data">Regression sets in which every row has a target, each with a name of its own.</param>
/// <param name="Strategies">Strategies, each with a name of its own.</param>
/// <param name="Learners">The learners that are fitted after every batch, each with a name of its own; each is an evaluation of its own.</param>
/// <param name="Problem">How a data set is split and started.</param>
/// <param name="Episode">Budget and batch; all candidates are always shown.</param>
/// <param name="Seed">Seed of the first repeat; those that follow have the next ones.</param>
/// <param name="Repeats">Number of seeds, at least 1.</param>
public sealed record RegressionPlan(
    IReadOnlyList<Dataset> Data, IReadOnlyList<IRegressionStrategy> Strategies, IReadOnlyList<IRegressorFactory> Learners,
    RegressionProblemOptions Problem, EpisodeOptions Episode, long Seed, int Repeats) : IEvaluationPlan
{
    /// <inheritdoc/>
    /// <value>Default: RMSE.</value>
    public IReadOnlyList<IMetric> Metrics { get; init; } = [MetricCatalog.DefaultOf(LearningTask.Regression)];

    /// <inheritdoc/>
    /// <value>Default: none.</value>
    public IReadOnlyList<double> Reach { get; init; } = [];

    /// <inheritdoc/>
    public LearningTask Task => LearningTask.Regression;

    /// <inheritdoc/>
    public IReadOnlyList<string> LearnerNames => [.. Learners.Select(learner => learner.Name)];

    /// <inheritdoc/>
    public IReadOnlyList<StrategyIdentity> Identities => [.. Strategies.Select(strategy => new StrategyIdentity(strategy.Name, StrategyKind.Heuristic))];

    /// <inheritdoc/>
    public SplitOptions Split => Problem.Split;

    /// <inheritdoc/>
    public (string Setting, int Value) Start => ("startLabels", Problem.StartLabels);

    /// <inheritdoc/>
    /// <value>None: the rules look at probabilities of classes.</value>
    public IReadOnlyList<IStoppingRule> Stops => [];

    /// <inheritdoc/>
    /// <value>False: margin is a heuristic of classification.</value>
    public bool CountDepartures => false;

    /// <inheritdoc/>
    public IEpisodeTable Open(IReadOnlyList<GridCell> cells)
    {
        var strategies = Strategies.ToDictionary(strategy => strategy.Name);
        var learners = Learners.ToDictionary(learner => learner.Name);
        return new EpisodeTable<RegressionProblem, RegressionRunner>(
            this, cells, Problem.Create, learner => new RegressionRunner(learners[learner], Episode, Metrics),
            (runner, problem, episode) => runner.Run(problem, strategies[episode.Strategy], (ulong)episode.Seed));
    }
}
