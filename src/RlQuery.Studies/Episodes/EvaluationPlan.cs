using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Evaluation.Stopping;
using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;

namespace RlQuery.Studies.Episodes;

/// <summary>What is compared on what: data sets x learners x strategies x repeats.</summary>
/// <param name="Data">Data sets of the task in which every row has a target, each with a unique name.</param>
/// <param name="Strategies">The strategies, each with a unique name.</param>
/// <param name="Learners">The learners that are fitted after every batch, each with a unique name; each is a separate evaluation.</param>
/// <param name="Problem">How a data set is split and started.</param>
/// <param name="Episode">Budget and batch; all candidates are always shown.</param>
/// <param name="Seed">Seed of the first repeat; later ones have the following seeds.</param>
/// <param name="Repeats">Number of seeds, at least 1.</param>
public sealed record EvaluationPlan(
    IReadOnlyList<Dataset> Data, IReadOnlyList<ComparedStrategy> Strategies, IReadOnlyList<ILearnerFactory> Learners,
    ProblemOptions Problem, EpisodeOptions Episode, long Seed, int Repeats)
{
    /// <summary>The metrics, at least one; strategies are compared by the first.</summary>
    /// <value>Default: the task's.</value>
    public IReadOnlyList<IMetric> Metrics { get; init; } = [Problem.Task.DefaultMetric];

    /// <summary>Scores of the first metric; the labels needed for each are counted.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<double> Reach { get; init; } = [];

    /// <summary>Rules whose stops are noted; every episode still continues to its end.</summary>
    /// <value>Default: none, which costs nothing.</value>
    public IReadOnlyList<IStoppingRule> Stops { get; init; } = [];

    /// <summary>Whether the curves hold how often a strategy departs from the reference's choice.</summary>
    /// <value>Default: false, which costs nothing.</value>
    public bool CountDepartures { get; init; }

    /// <summary>Where what results name is found again.</summary>
    public required Parts Parts { get; init; }

    /// <summary>The kind of answer that is asked for.</summary>
    public ITask Task => Problem.Task;

    /// <summary>The unit of what answers cost: the task's, or <c>cost</c> where rows have costs of their own.</summary>
    public string CostUnit => Problem.CostUnitOf(Data);

    /// <summary>Names of the learners.</summary>
    public IReadOnlyList<string> LearnerNames => [.. Learners.Select(learner => learner.Name)];

    /// <summary>What results say of the strategies.</summary>
    public IReadOnlyList<StrategyIdentity> Identities => [.. Strategies.Select(one => one.Identity)];

    /// <summary>Pool and test parts.</summary>
    public SplitOptions Split => Problem.Split;

    /// <summary>How many labels there are at the start, under the name that environment files have for it.</summary>
    public (string Setting, int Value) Start => (Task.StartSetting, Problem.Start);
}
