namespace RlQuery.Core.Environments.Rewards;

/// <summary>Makes <see cref="LabelsToTarget"/> rewards.</summary>
internal sealed class LabelsToTargetFactory : IRewardFactory
{
    /// <inheritdoc/>
    public string Name => "labels-to-target";

    /// <inheritdoc/>
    public string Description => "-1 per query until the score reaches a share (reward.target) of what the whole pool would give";

    /// <inheritdoc/>
    public IReward Create(RewardSetup setup) => new LabelsToTarget(setup.Learner, setup.Settings.Target);
}
