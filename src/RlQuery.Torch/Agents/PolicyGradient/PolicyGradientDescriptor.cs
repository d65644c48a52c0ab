using RlQuery.Core.Environments.Files;

namespace RlQuery.Torch.Agents.PolicyGradient;

/// <summary>REINFORCE over candidates.</summary>
/// <remarks>Williams, "Simple statistical gradient-following algorithms for connectionist reinforcement learning" (1992).</remarks>
public sealed class PolicyGradientDescriptor : AgentDescriptor<PolicyGradientOptions>, IScatteredDescriptor
{
    /// <inheritdoc/>
    public override string Name => "policy-gradient";

    /// <inheritdoc/>
    public override string Description => "REINFORCE: draws a candidate from a softmax of scores, and makes those more likely after which more was gained.";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, TuneRange> Ranges { get; } = new Dictionary<string, TuneRange>
    {
        ["learningRate"] = TuneRanges.Log(5e-3, 2e-1),
        ["temperature"] = TuneRanges.Log(0.05, 1),
        ["problemsPerRound"] = TuneRanges.Choice(12, 24, 48),
        ["shortlistShare"] = TuneRanges.ShortlistShare,
    };

    /// <inheritdoc/>
    public override bool IsScattered => true;

    /// <inheritdoc/>
    IScatteredPlayer IScatteredDescriptor.Player(TrainingSetup setup, AgentOptions options) =>
        PolicyGradientAgent.StartsOf(setup, (PolicyGradientOptions)options);

    /// <inheritdoc/>
    protected override IEnumerable<string> Faults(PolicyGradientOptions options, EnvironmentDefinition environment) =>
        options.UnknownSignals(environment.Signals);

    /// <inheritdoc/>
    protected override IAgent Create(TrainingSetup setup, PolicyGradientOptions options) => new PolicyGradientAgent(setup, options);
}
