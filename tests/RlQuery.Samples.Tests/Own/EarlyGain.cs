using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Tasks;

namespace RlQuery.Samples.Tests.Own;

/// <summary>A reward of one's own: what a label gains counts the more the earlier it comes.</summary>
internal sealed class EarlyGain : IReward
{
    private int _budget;

    public void Begin(Problem problem, EpisodeOptions options, ulong seed, double score) => _budget = options.Budget;

    public double Of(double before, double after, int queries, out bool targetReached)
    {
        targetReached = false;
        return (after - before) * (_budget - queries + 1) / _budget;
    }
}

/// <summary>Makes one for each environment.</summary>
internal sealed class EarlyGainFactory : IRewardFactory
{
    public string Name => "early-gain";

    public string Description => "score after minus score before, the more the earlier";

    public IReward Create(RewardSetup setup) => new EarlyGain();
}
