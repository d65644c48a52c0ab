using RlQuery.Core.Environments.Files;

namespace RlQuery.Torch.Agents.Imitation;

/// <summary>Imitation of rollout values.</summary>
/// <remarks>After Liu, Buntine and Haffari, "Learning How to Actively Learn: A Deep Imitation Learning Approach" (2018).</remarks>
public sealed class ImitationDescriptor : AgentDescriptor<ImitationOptions>, IScatteredDescriptor
{
    /// <inheritdoc/>
    public override string Name => "imitation";

    /// <inheritdoc/>
    public override string Description => "Imitation of rollout values: tries candidates of a state, and learns to rank them by what came of each.";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, TuneRange> Ranges { get; } = new Dictionary<string, TuneRange>
    {
        ["learningRate"] = TuneRanges.LearningRate,
        ["hidden"] = TuneRanges.Hidden,
        ["candidates"] = TuneRanges.Choice(8, 16, 32),
        ["rolloutSteps"] = TuneRanges.Choice(6, 12, 24),
        ["ownStates"] = TuneRanges.Uniform(0, 1),
        ["shortlistShare"] = TuneRanges.ShortlistShare,
    };

    /// <inheritdoc/>
    public override bool IsScattered => true;

    /// <inheritdoc/>
    IScatteredPlayer IScatteredDescriptor.Player(TrainingSetup setup, AgentOptions options) => new StateVisits(setup, (ImitationOptions)options);

    /// <inheritdoc/>
    /// <remarks>Its rollouts go on for a number of queries, whatever they cost.</remarks>
    public override string? Unfit(EnvironmentDefinition environment) =>
        environment.Annotators.Count > 0 ? "counts queries, and annotators are paid; use evolution, policy-gradient or dqn"
        : environment.Make is not null ? "counts queries, and made rows cost less than labels; use evolution, policy-gradient or dqn"
        : environment.Costs is not null ? "counts queries, and answers cost differently; use evolution, policy-gradient or dqn"
        : null;

    /// <inheritdoc/>
    protected override IAgent Create(TrainingSetup setup, ImitationOptions options) => new ImitationAgent(setup, options);
}
