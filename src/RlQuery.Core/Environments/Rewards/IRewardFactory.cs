namespace RlQuery.Core.Environments.Rewards;

/// <summary>Makes rewards of one kind: each environment needs its own.</summary>
[PartKind("reward", "rewards")]
public interface IRewardFactory : IPart
{
    /// <summary>Makes the reward of one environment.</summary>
    /// <param name="setup">What it may depend on.</param>
    IReward Create(RewardSetup setup);
}
