using RlQuery.Torch.Agents.Gated;

namespace RlQuery.Torch.Agents.PolicyGradient;

/// <summary>Settings of policy gradient, under <c>agents.policy-gradient</c> in an environment file.</summary>
public sealed record PolicyGradientOptions : GatedAgentOptions
{
    /// <summary>Makes the defaults. Its own is a <see cref="AgentOptions.LearningRate"/> of 0.08.</summary>
    public PolicyGradientOptions()
    {
        LearningRate = 0.08;
    }

    /// <summary>Problems in each round.</summary>
    /// <value>1..10000. Default: 24.</value>
    public int ProblemsPerRound { get; init; } = 24;

    /// <summary>Episodes that are played from the very same start of each problem.</summary>
    /// <value>2..10000. Default: 16.</value>
    public int EpisodesPerProblem { get; init; } = 16;

    /// <summary>Temperature of the softmax over scores: how widely is explored.</summary>
    /// <value>0.001..1000. Default: 0.2.</value>
    public double Temperature { get; init; } = 0.2;

    /// <summary>Discount of a reward one query later.</summary>
    /// <value>0..1. Default: 1.</value>
    public double Discount { get; init; } = 1;

    /// <summary>Step size of the hidden layers, as a share of <see cref="AgentOptions.LearningRate"/>.</summary>
    /// <value>0..1. Default: 0.1.</value>
    public double HiddenRate { get; init; } = 0.1;

    /// <summary>Momentum: share of the mean gradient that a round keeps.</summary>
    /// <value>0..0.9999. Default: 0.9.</value>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Environment steps after which the step size is half of <see cref="AgentOptions.LearningRate"/>; it falls as 1 / (1 + steps / this).</summary>
    /// <value>0..1000000000. Default: 0, the step size stays the same.</value>
    public int FallingSteps { get; init; }

    /// <summary>Decay towards the initial weights, per round: weights with little evidence stay small.</summary>
    /// <value>0..0.9999. Default: 0.</value>
    public double Decay { get; init; }

    /// <summary>Share of the mean weights that a round keeps; the mean is validated and saved.</summary>
    /// <value>0..0.9999. Default: 0.95. 0: the last weights.</value>
    public double Averaging { get; init; } = 0.95;

    /// <inheritdoc/>
    public override IEnumerable<string> Faults() =>
    [
        .. base.Faults(),
        .. new[]
        {
            Range("problemsPerRound", ProblemsPerRound, 1, 10_000), Range("episodesPerProblem", EpisodesPerProblem, 2, 10_000),
            Range("temperature", Temperature, 1e-3, 1e3), Range("discount", Discount, 0, 1), Range("hiddenRate", HiddenRate, 0, 1),
            Range("momentum", Momentum, 0, 0.9999), Range("decay", Decay, 0, 0.9999), Range("fallingSteps", FallingSteps, 0, 1_000_000_000),
            Range("averaging", Averaging, 0, 0.9999),
        }.OfType<string>(),
    ];
}
