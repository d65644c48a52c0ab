using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Rewards;

namespace RlQuery.OwnParts;

/// <summary>The gain of the score under another name.</summary>
public sealed class OwnReward : IRewardFactory
{
    public string Name => "own-gain";

    public string Description => "score after minus score before, under another name";

    public IReward Create(RewardSetup setup) => new AccuracyGain();
}
