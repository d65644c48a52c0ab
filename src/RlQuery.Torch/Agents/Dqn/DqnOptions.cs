using RlQuery.Torch.Agents.Gated;

namespace RlQuery.Torch.Agents.Dqn;

/// <summary>Settings of deep Q-learning, under <c>agents.dqn</c> in an environment file.</summary>
public sealed record DqnOptions : GatedAgentOptions
{
    /// <summary>Makes the defaults. Its own is a <see cref="AgentOptions.LearningRate"/> of 0.0003.</summary>
    public DqnOptions()
    {
        LearningRate = 3e-4;
    }

    /// <summary>Problems in each round.</summary>
    /// <value>1..10000. Default: 24.</value>
    public int ProblemsPerRound { get; init; } = 24;

    /// <summary>Episodes that are played from the very same start of each problem.</summary>
    /// <value>2..10000. Default: 8.</value>
    public int EpisodesPerProblem { get; init; } = 8;

    /// <summary>Updates after each round.</summary>
    /// <value>1..100000. Default: 200.</value>
    public int UpdatesPerRound { get; init; } = 200;

    /// <summary>Transitions in an update.</summary>
    /// <value>1..65536. Default: 256.</value>
    public int BatchSize { get; init; } = 256;

    /// <summary>Discount factor per query.</summary>
    /// <value>0..1. Default: 0.98.</value>
    public double Discount { get; init; } = 0.98;

    /// <summary>Number of rewards summed before the bootstrapped value (n-step returns).</summary>
    /// <value>1..1000. Default: 10.</value>
    public int NSteps { get; init; } = 10;

    /// <summary>Most transitions that are kept.</summary>
    /// <value>1..1000000, and at most 100000000 with <see cref="NextCandidates"/> of each. Default: 100000.</value>
    public int ReplayCapacity { get; init; } = 100_000;

    /// <summary>Transitions in the buffer before the first update.</summary>
    /// <value>1..<see cref="ReplayCapacity"/>. Default: 2000.</value>
    public int LearningStarts { get; init; } = 2000;

    /// <summary>Candidates kept of a next state: half are its best by the shortlist signal, half are drawn from the rest of the shortlist.</summary>
    /// <value>1..1000. Default: 8.</value>
    public int NextCandidates { get; init; } = 8;

    /// <summary>How much priorities count: 0 replays uniformly.</summary>
    /// <value>0..1. Default: 0, since the largest errors are mostly noise.</value>
    public double PriorityExponent { get; init; }

    /// <summary>Exponent of the importance weights that correct for priorities.</summary>
    /// <value>0..1. Default: 0.5.</value>
    public double PriorityCorrection { get; init; } = 0.5;

    /// <summary>Soft update of the target network: the share of the online network that it takes over at each update (Polyak's tau).</summary>
    /// <value>More than 0, at most 1. Default: 0.01.</value>
    public double TargetUpdate { get; init; } = 0.01;

    /// <summary>Share of the mean weights that an update keeps; the mean acts, is validated and saved.</summary>
    /// <value>0..0.999999. Default: 0.999. 0: the last weights.</value>
    public double Averaging { get; init; } = 0.999;

    /// <summary>Epsilon at the first step: the share of random choices.</summary>
    /// <value>0..1. Default: 1.</value>
    public double EpsilonStart { get; init; } = 1;

    /// <summary>Share of random choices from <see cref="EpsilonSteps"/> on.</summary>
    /// <value>0..1. Default: 0.2.</value>
    public double EpsilonEnd { get; init; } = 0.2;

    /// <summary>Environment steps over which the share of random choices falls linearly.</summary>
    /// <value>1..1000000000. Default: 200000.</value>
    public int EpsilonSteps { get; init; } = 200_000;

    /// <inheritdoc/>
    // A larger one takes long to unlearn, since a query is worth hundredths of a point.
    private protected override double UsualWeight => 0.2;

    /// <inheritdoc/>
    public override IEnumerable<string> Faults() =>
    [
        .. base.Faults(),
        .. new[]
        {
            Range("problemsPerRound", ProblemsPerRound, 1, 10_000), Range("episodesPerProblem", EpisodesPerProblem, 2, 10_000),
            Range("updatesPerRound", UpdatesPerRound, 1, 100_000),
            Range("batchSize", BatchSize, 1, 65_536), Range("discount", Discount, 0, 1), Range("nSteps", NSteps, 1, 1000),
            Range("replayCapacity", ReplayCapacity, 1, 1_000_000), Range("learningStarts", LearningStarts, 1, Math.Max(1, ReplayCapacity)),
            Range("nextCandidates", NextCandidates, 1, 1000), Range("priorityExponent", PriorityExponent, 0, 1),
            Range("priorityCorrection", PriorityCorrection, 0, 1), Range("targetUpdate", TargetUpdate, 1e-6, 1), Range("averaging", Averaging, 0, 0.999999),
            Range("epsilonStart", EpsilonStart, 0, 1), Range("epsilonEnd", EpsilonEnd, 0, 1), Range("epsilonSteps", EpsilonSteps, 1, 1_000_000_000),
            Product("replayCapacity", ReplayCapacity, "nextCandidates", NextCandidates),
        }.OfType<string>(),
    ];
}
