using RlQuery.Core.Environments.Files;

namespace RlQuery.Torch.Agents.Evolution;

/// <summary>Evolution strategies for a gated linear network.</summary>
/// <remarks>Salimans, Ho, Chen, Sidor and Sutskever, "Evolution Strategies as a Scalable Alternative to Reinforcement Learning" (2017).</remarks>
public sealed class EvolutionDescriptor : AgentDescriptor<EvolutionOptions>, IScatteredDescriptor
{
    /// <inheritdoc/>
    public override string Name => "evolution";

    /// <inheritdoc/>
    public override string Description => "Evolution strategies: moves the weights of a gated linear network towards what makes whole episodes better.";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, TuneRange> Ranges { get; } = new Dictionary<string, TuneRange>
    {
        ["learningRate"] = TuneRanges.Log(5e-3, 1e-1),
        ["sigma"] = TuneRanges.Log(0.1, 1),
        ["pairs"] = TuneRanges.Choice(128, 256, 512),
        ["decay"] = TuneRanges.Log(1e-3, 1e-1),
        ["shortlistShare"] = TuneRanges.ShortlistShare,
    };

    /// <inheritdoc/>
    public override bool IsScattered => true;

    /// <inheritdoc/>
    IScatteredPlayer IScatteredDescriptor.Player(TrainingSetup setup, AgentOptions options) => new EvolutionAgent(setup, (EvolutionOptions)options);

    /// <inheritdoc/>
    protected override IEnumerable<string> Faults(EvolutionOptions options, EnvironmentDefinition environment) => options.UnknownSignals(environment.Signals);

    /// <inheritdoc/>
    protected override IAgent Create(TrainingSetup setup, EvolutionOptions options) => new EvolutionAgent(setup, options);
}
