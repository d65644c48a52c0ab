namespace RlQuery.Core.Environments.Rewards;

/// <summary>Makes <see cref="AccuracyGain"/> rewards.</summary>
internal sealed class AccuracyGainFactory : IRewardFactory
{
    /// <summary>The reward's name in environment files.</summary>
    public const string RewardName = "accuracy-gain";

    /// <inheritdoc/>
    public string Name => RewardName;

    /// <inheritdoc/>
    public string Description => "score after minus score before";

    /// <inheritdoc/>
    public IReward Create(RewardSetup setup) => new AccuracyGain();
}
