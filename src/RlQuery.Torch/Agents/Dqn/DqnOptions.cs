namespace RlQuery.Torch.Agents.Dqn;

/// <summary>Settings of deep Q-learning, under <c>agents.dqn</c> in an environment file.</summary>
public sealed record DqnOptions : AgentOptions
{
    /// <summary>Episodes played in each round.</summary>
    /// <value>1..10000. Default: 16.</value>
    public int EpisodesPerRound { get; init; } = 16;

    /// <summary>Updates after each round.</summary>
    /// <value>1..100000. Default: 40.</value>
    public int UpdatesPerRound { get; init; } = 40;

    /// <summary>Transitions in an update.</summary>
    /// <value>1..65536. Default: 128.</value>
    public int BatchSize { get; init; } = 128;

    /// <summary>Discount factor per query. Below 1, early gains count more, as in the area under the learning curve.</summary>
    /// <value>0..1. Default: 0.95.</value>
    public double Discount { get; init; } = 0.95;

    /// <summary>Number of rewards summed before the bootstrapped value (n-step returns).</summary>
    /// <value>1..1000. Default: 5.</value>
    public int NSteps { get; init; } = 5;

    /// <summary>Most transitions that are kept.</summary>
    /// <value>1..1000000, and at most 100000000 with <see cref="NextCandidates"/> of each. Default: 20000.</value>
    public int ReplayCapacity { get; init; } = 20_000;

    /// <summary>Transitions in the buffer before the first update.</summary>
    /// <value>1..<see cref="ReplayCapacity"/>. Default: 2000.</value>
    public int LearningStarts { get; init; } = 2000;

    /// <summary>Candidates kept of a next state: half are its best by the shortlist signal, half are drawn from the rest of the shortlist.</summary>
    /// <value>1..1000. Default: 8.</value>
    public int NextCandidates { get; init; } = 8;

    /// <summary>How much priorities count: 0 replays uniformly.</summary>
    /// <value>0..1. Default: 0.5.</value>
    public double PriorityExponent { get; init; } = 0.5;

    /// <summary>Exponent of the importance weights that correct for priorities.</summary>
    /// <value>0..1. Default: 0.5.</value>
    public double PriorityCorrection { get; init; } = 0.5;

    /// <summary>Soft update of the target network: the share of the online network that it takes over at each update (Polyak's tau).</summary>
    /// <value>More than 0, at most 1. Default: 0.01.</value>
    public double TargetUpdate { get; init; } = 0.01;

    /// <summary>Epsilon at the first step: the share of random choices.</summary>
    /// <value>0..1. Default: 1.</value>
    public double EpsilonStart { get; init; } = 1;

    /// <summary>Share of random choices from <see cref="EpsilonSteps"/> on.</summary>
    /// <value>0..1. Default: 0.1.</value>
    public double EpsilonEnd { get; init; } = 0.1;

    /// <summary>Environment steps over which the share of random choices falls linearly.</summary>
    /// <value>1..1000000000. Default: 20000.</value>
    public int EpsilonSteps { get; init; } = 20_000;

    /// <inheritdoc/>
    public override IEnumerable<string> Faults()
    {
        foreach (string fault in base.Faults())
        {
            yield return fault;
        }
        foreach (string? fault in new[]
        {
            Range("episodesPerRound", EpisodesPerRound, 1, 10_000), Range("updatesPerRound", UpdatesPerRound, 1, 100_000),
            Range("batchSize", BatchSize, 1, 65_536), Range("discount", Discount, 0, 1), Range("nSteps", NSteps, 1, 1000),
            Range("replayCapacity", ReplayCapacity, 1, 1_000_000), Range("learningStarts", LearningStarts, 1, Math.Max(1, ReplayCapacity)),
            Range("nextCandidates", NextCandidates, 1, 1000), Range("priorityExponent", PriorityExponent, 0, 1),
            Range("priorityCorrection", PriorityCorrection, 0, 1), Range("targetUpdate", TargetUpdate, 1e-6, 1),
            Range("epsilonStart", EpsilonStart, 0, 1), Range("epsilonEnd", EpsilonEnd, 0, 1), Range("epsilonSteps", EpsilonSteps, 1, 1_000_000_000),
            Product("replayCapacity", ReplayCapacity, "nextCandidates", NextCandidates),
        })
        {
            if (fault is not null)
            {
                yield return fault;
            }
        }
    }
}
