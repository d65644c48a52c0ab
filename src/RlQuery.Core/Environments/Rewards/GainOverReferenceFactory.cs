namespace RlQuery.Core.Environments.Rewards;

/// <summary>Makes <see cref="GainOverReference"/> rewards.</summary>
internal sealed class GainOverReferenceFactory : IRewardFactory
{
    /// <inheritdoc/>
    public string Name => "gain-over-reference";

    /// <inheritdoc/>
    public string Description => "score after minus score before, minus the same of a paired run of the task's reference heuristic";

    /// <inheritdoc/>
    /// <remarks>The name from version 0.1, which had only classification.</remarks>
    public IReadOnlyList<string> Aliases { get; } = ["gain-over-margin"];

    /// <inheritdoc/>
    public IReward Create(RewardSetup setup) => new GainOverReference(setup.Learner, setup.Reference);
}
