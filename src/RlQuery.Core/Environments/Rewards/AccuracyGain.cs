using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments.Rewards;

/// <summary>Score after minus score before: an episode's return is its total gain.</summary>
public sealed class AccuracyGain : IReward
{
    /// <inheritdoc/>
    public void Begin(Problem problem, EpisodeOptions options, ulong seed, double score)
    {
    }

    /// <inheritdoc/>
    public double Of(double before, double after, int queries, out bool targetReached)
    {
        targetReached = false;
        return after - before;
    }
}
