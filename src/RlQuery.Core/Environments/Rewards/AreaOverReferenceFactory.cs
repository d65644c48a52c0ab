namespace RlQuery.Core.Environments.Rewards;

/// <summary>Makes <see cref="AreaOverReference"/> rewards.</summary>
internal sealed class AreaOverReferenceFactory : IRewardFactory
{
    /// <inheritdoc/>
    public string Name => "area-over-reference";

    /// <inheritdoc/>
    public string Description => "what a batch adds to the area between the learning curves of the agent and of a paired run of the task's reference heuristic";

    /// <inheritdoc/>
    public IReward Create(RewardSetup setup) => new AreaOverReference(setup.Learner, setup.Reference);
}
