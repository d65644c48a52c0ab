namespace RlQuery.Torch.Agents.PolicyGradient;

/// <summary>Settings of policy gradient, under <c>agents.policy-gradient</c> in an environment file.</summary>
public sealed record PolicyGradientOptions : AgentOptions
{
    /// <summary>Episodes played for each update.</summary>
    /// <value>2..10000. Default: 32.</value>
    public int EpisodesPerRound { get; init; } = 32;

    /// <summary>Discount of a reward one query later.</summary>
    /// <value>0..1. Default: 0.95.</value>
    public double Discount { get; init; } = 0.95;

    /// <summary>Weight of the entropy bonus.</summary>
    /// <value>0..10. Default: 0.01.</value>
    public double EntropyWeight { get; init; } = 0.01;

    /// <inheritdoc/>
    public override IEnumerable<string> Faults() =>
    [
        .. base.Faults(),
        .. new[]
        {
            Range("episodesPerRound", EpisodesPerRound, 2, 10_000), Range("discount", Discount, 0, 1), Range("entropyWeight", EntropyWeight, 0, 10),
        }.OfType<string>(),
    ];
}
