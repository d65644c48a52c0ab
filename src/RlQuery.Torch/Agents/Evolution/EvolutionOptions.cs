using RlQuery.Torch.Agents.Gated;

namespace RlQuery.Torch.Agents.Evolution;

/// <summary>Settings of evolution strategies, under <c>agents.evolution</c> in an environment file.</summary>
public sealed record EvolutionOptions : GatedAgentOptions
{
    /// <summary>Makes the defaults. Its own is a <see cref="AgentOptions.LearningRate"/> of 0.02.</summary>
    public EvolutionOptions()
    {
        LearningRate = 0.02;
    }

    /// <summary>Pairs of episodes in each round.</summary>
    /// <value>1..100000. Default: 512.</value>
    public int Pairs { get; init; } = 512;

    /// <summary>Standard deviation of the perturbation of the weights.</summary>
    /// <value>0.0001..100. Default: 0.35.</value>
    public double Sigma { get; init; } = 0.35;

    /// <summary>Momentum: share of the mean gradient that a round keeps.</summary>
    /// <value>0..0.9999. Default: 0.9.</value>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Decay towards the initial weights, per round: weights with little evidence stay small.</summary>
    /// <value>0..0.9999. Default: 0.01.</value>
    public double Decay { get; init; } = 0.01;

    /// <summary>Share of the mean weights that a round keeps; the mean acts, is validated and saved.</summary>
    /// <value>0..0.9999. Default: 0.9. 0: the last weights.</value>
    public double Averaging { get; init; } = 0.9;

    /// <summary>Differences between the two mean scores of a pair are clipped to this.</summary>
    /// <value>0.0001..1. Default: 0.15.</value>
    public double Clip { get; init; } = 0.15;

    /// <inheritdoc/>
    public override IEnumerable<string> Faults() =>
    [
        .. base.Faults(),
        .. new[]
        {
            Range("pairs", Pairs, 1, 100_000), Range("sigma", Sigma, 1e-4, 100), Range("momentum", Momentum, 0, 0.9999),
            Range("decay", Decay, 0, 0.9999), Range("averaging", Averaging, 0, 0.9999), Range("clip", Clip, 1e-4, 1),
        }.OfType<string>(),
    ];

    /// <inheritdoc/>
    private protected override IEnumerable<string> NetworkFaults() =>
        Hidden.Count > 0 ? [$"hidden: [{string.Join(", ", Hidden)}] is not allowed; use [], a gated linear network"] : [];
}
