using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Experiments;

/// <summary>What is compared on what: data sets x strategies x repeats.</summary>
/// <param name="Data">Classification sets in which every row has a label, each with a name of its own.</param>
/// <param name="Strategies">Heuristics and learned policies, each with a name of its own.</param>
/// <param name="Learner">The learner that is fitted after every batch.</param>
/// <param name="Problem">How a data set is split and started.</param>
/// <param name="Episode">Budget and batch; all candidates are always shown.</param>
/// <param name="Seed">Seed of the first repeat; those that follow have the next ones.</param>
/// <param name="Repeats">Number of seeds, at least 1.</param>
public sealed record EvaluationPlan(
    IReadOnlyList<Dataset> Data, IReadOnlyList<IQueryStrategy> Strategies, ILearnerFactory Learner,
    ProblemOptions Problem, EpisodeOptions Episode, long Seed, int Repeats)
{
    /// <summary>Whether the curves say how often a strategy leaves margin's choice.</summary>
    /// <value>Default: false, which costs nothing.</value>
    public bool CountDepartures { get; init; }

    /// <summary>Every episode: data set by data set, strategy by strategy, seed by seed.</summary>
    public IReadOnlyList<EpisodeSpec> Episodes =>
    [
        .. from data in Data
           from strategy in Strategies
           from repeat in Enumerable.Range(0, Repeats)
           select new EpisodeSpec(data.Name, strategy.Name, Seed + repeat),
    ];
}
