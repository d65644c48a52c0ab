using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments.Rewards;

/// <summary>
/// The part of the area between the agent's learning curve and the reference heuristic's that a batch adds, as a share of the budget: an undiscounted return
/// is the difference of the two AUBCs.
/// </summary>
/// <remarks>
/// By the trapezoid rule over labels, as for the AUBC. A gain counts for as many queries as follow it, so that early gains count most; with
/// <see cref="GainOverReference"/>, an undiscounted return is the difference at the end alone.
/// </remarks>
public sealed class AreaOverReference : IReward
{
    private readonly PairedReference _reference;
    private double _lead;
    private int _queries;
    private int _budget;

    /// <summary>Makes the reward with its own reference run.</summary>
    /// <param name="learner">The learner of the environment.</param>
    /// <param name="reference">The reference heuristic.</param>
    public AreaOverReference(ILearnerFactory learner, IQueryStrategy reference)
    {
        _reference = new PairedReference(learner, reference);
    }

    /// <inheritdoc/>
    public void Begin(Problem problem, EpisodeOptions options, ulong seed, double score)
    {
        _reference.Begin(problem, options, seed);
        _budget = options.Budget;
        _lead = 0;
        _queries = 0;
    }

    /// <inheritdoc/>
    public double Of(double before, double after, int queries, out bool targetReached)
    {
        targetReached = false;
        double lead = after - _reference.After(queries);
        double area = (queries - _queries) * (_lead + lead) / (2.0 * _budget);
        (_lead, _queries) = (lead, queries);
        return area;
    }
}
