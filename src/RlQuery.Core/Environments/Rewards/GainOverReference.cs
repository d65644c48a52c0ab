using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments.Rewards;

/// <summary>
/// The gain minus that of the reference heuristic, margin sampling in classification, from the same start: same split, same start labels, same number of
/// labels.
/// </summary>
/// <remarks>The paired run removes most of the variance due to data set and split, so the return is what the agent adds to the reference.</remarks>
public sealed class GainOverReference : IReward
{
    private readonly PairedReference _reference;
    private double _paired;

    /// <summary>Makes the reward with its own reference run.</summary>
    /// <param name="learner">The learner of the environment.</param>
    /// <param name="reference">The reference heuristic.</param>
    public GainOverReference(ILearnerFactory learner, IQueryStrategy reference)
    {
        _reference = new PairedReference(learner, reference);
    }

    /// <inheritdoc/>
    public void Begin(Problem problem, EpisodeOptions options, ulong seed, double score)
    {
        _reference.Begin(problem, options, seed);
        _paired = score;
    }

    /// <inheritdoc/>
    public double Of(double before, double after, int queries, out bool targetReached)
    {
        targetReached = false;
        double paired = _reference.After(queries);
        double reward = after - before - (paired - _paired);
        _paired = paired;
        return reward;
    }
}
