namespace RlQuery.Torch.Agents.Imitation;

/// <summary>Settings of imitation, under <c>agents.imitation</c> in an environment file.</summary>
public sealed record ImitationOptions : AgentOptions
{
    /// <summary>States visited in each round.</summary>
    /// <value>1..100000. Default: 32.</value>
    public int StatesPerRound { get; init; } = 32;

    /// <summary>Share of the states within the first four queries per class, where choices matter most.</summary>
    /// <value>0..1. Default: 0.75.</value>
    public double EarlyStates { get; init; } = 0.75;

    /// <summary>Number of candidates tried per state: the shortlist signal's own choice and others.</summary>
    /// <value>2..1000. Default: 16.</value>
    public int Candidates { get; init; } = 16;

    /// <summary>Share of the candidates, the best by the shortlist signal, from which the tried ones are drawn, better ones more often.</summary>
    /// <value>0.000001..1. Default: 0.6. The shortlist itself may be smaller.</value>
    public double CandidateShare { get; init; } = 0.6;

    /// <summary>Queries under margin sampling, or under the current policy within the budget, after the tried candidate.</summary>
    /// <value>0..100000. Default: 12.</value>
    public int RolloutSteps { get; init; } = 12;

    /// <summary>Weight of the mean probability of the true class against accuracy in a rollout's score.</summary>
    /// <value>0..1. Default: 0.2.</value>
    public double Smoothing { get; init; } = 0.2;

    /// <summary>Share of the states that are reached under the current policy instead of margin sampling, once there is one.</summary>
    /// <value>0..1. Default: 0.5.</value>
    public double OwnStates { get; init; } = 0.5;

    /// <summary>Share of the states whose candidates are followed by the current policy, as it acts in use, and not by margin sampling.</summary>
    /// <value>0..1. Default: 0.</value>
    public double OwnRollouts { get; init; }

    /// <summary>Environment steps before the first such rollouts, which need a policy.</summary>
    /// <value>0..1000000000. Default: 0.</value>
    public int OwnRolloutsAfter { get; init; }

    /// <summary>Networks that learn from the same states, each with its own first weights and its own order. Their standardised scores are averaged.</summary>
    /// <value>1..16. Default: 1. A warm start has one.</value>
    public int Members { get; init; } = 1;

    /// <summary>Decoupled weight decay: share of each weight, times the step size, that an update subtracts.</summary>
    /// <value>0..1. Default: 0.</value>
    public double WeightDecay { get; init; }

    /// <summary>Decay of the exponential moving average of the weights; the average acts, is validated and saved.</summary>
    /// <value>0..0.9999. Default: 0, the last weights.</value>
    public double Averaging { get; init; }

    /// <summary>Most states that are kept.</summary>
    /// <value>1..1000000, and at most 100000000 with <see cref="Candidates"/> of each. Default: 30000.</value>
    public int Capacity { get; init; } = 30_000;

    /// <summary>States in an update.</summary>
    /// <value>1..65536. Default: 64.</value>
    public int BatchSize { get; init; } = 64;

    /// <summary>Updates after each round.</summary>
    /// <value>1..100000. Default: 12.</value>
    public int UpdatesPerRound { get; init; } = 12;

    /// <inheritdoc/>
    public override IEnumerable<string> Faults() =>
    [
        .. base.Faults(),
        .. new[]
        {
            Range("statesPerRound", StatesPerRound, 1, 100_000), Range("candidates", Candidates, 2, 1000),
            Range("earlyStates", EarlyStates, 0, 1), Range("candidateShare", CandidateShare, 1e-6, 1),
            Range("rolloutSteps", RolloutSteps, 0, 100_000), Range("smoothing", Smoothing, 0, 1), Range("ownStates", OwnStates, 0, 1),
            Range("ownRollouts", OwnRollouts, 0, 1), Range("ownRolloutsAfter", OwnRolloutsAfter, 0, 1_000_000_000), Range("members", Members, 1, 16),
            Range("weightDecay", WeightDecay, 0, 1), Range("averaging", Averaging, 0, 0.9999),
            Range("capacity", Capacity, 1, 1_000_000), Range("batchSize", BatchSize, 1, 65_536), Range("updatesPerRound", UpdatesPerRound, 1, 100_000),
            Product("capacity", Capacity, "candidates", Candidates),
        }.OfType<string>(),
    ];
}
