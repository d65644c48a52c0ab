using RlQuery.Core.Environments.Files;

namespace RlQuery.Torch.Agents.Dqn;

/// <summary>Deep Q-learning over candidates.</summary>
/// <remarks>Mnih et al., "Human-level control through deep reinforcement learning" (2015); further sources are given where they are used.</remarks>
public sealed class DqnDescriptor : AgentDescriptor<DqnOptions>, IScatteredDescriptor
{
    /// <inheritdoc/>
    public override string Name => "dqn";

    /// <inheritdoc/>
    public override string Description => "Deep Q-learning: scores a candidate by the discounted rewards that follow its query.";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, TuneRange> Ranges { get; } = new Dictionary<string, TuneRange>
    {
        ["learningRate"] = TuneRanges.LearningRate,
        ["discount"] = TuneRanges.Discount,
        ["nSteps"] = TuneRanges.Choice(5, 10, 20, 40),
        ["targetUpdate"] = TuneRanges.Log(1e-3, 1e-1),
        ["shortlistShare"] = TuneRanges.ShortlistShare,
    };

    /// <inheritdoc/>
    public override bool IsScattered => true;

    /// <inheritdoc/>
    IScatteredPlayer IScatteredDescriptor.Player(TrainingSetup setup, AgentOptions options) => DqnAgent.StartsOf(setup, (DqnOptions)options);

    /// <inheritdoc/>
    protected override IEnumerable<string> Faults(DqnOptions options, EnvironmentDefinition environment) => options.UnknownSignals(environment.Signals);

    /// <inheritdoc/>
    protected override IAgent Create(TrainingSetup setup, DqnOptions options) => new DqnAgent(setup, options);
}
