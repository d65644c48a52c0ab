namespace RlQuery.Core.Policies;

/// <summary>The content of policy.json: what a policy needs besides its weights, and where it comes from.</summary>
public sealed record PolicyDocument
{
    /// <summary>Version of the policy folder that this library reads and writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Version of the policy folder.</summary>
    /// <value>Default: <see cref="CurrentFormat"/>.</value>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Name under which it was trained.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the algorithm that trained it, such as <c>dqn</c>.</summary>
    public required string Agent { get; init; }

    /// <summary>Sizes of the network.</summary>
    public required NetworkShape Network { get; init; }

    /// <summary>Signals in the order of the network's inputs; the hash covers them and the state values.</summary>
    public required PolicySignals Signals { get; init; }

    /// <summary>State values in the order of the network's inputs.</summary>
    public required PolicyState State { get; init; }

    /// <summary>Shift and scale of the inputs.</summary>
    public required PolicyNormalisation Normalisation { get; init; }

    /// <summary>What decides between scores.</summary>
    public required PolicySelector Selector { get; init; }

    /// <summary>SHA-256 of policy.safetensors in hexadecimal; <see cref="PolicyWriter"/> sets it.</summary>
    public string Weights { get; init; } = "";

    /// <summary>What it was trained in.</summary>
    public required PolicySource Environment { get; init; }

    /// <summary>The learner that was refitted in training.</summary>
    public required string Learner { get; init; }

    /// <summary>Number of queries of a training episode.</summary>
    public required int Budget { get; init; }

    /// <summary>Real data sets seen in training and validation: results on them are too optimistic.</summary>
    public IReadOnlyList<PolicySource> Data { get; init; } = [];

    /// <summary>Names of the generators of synthetic tasks seen in training.</summary>
    public IReadOnlyList<string> Synthetic { get; init; } = [];

    /// <summary>Seed of the training run.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Environment steps taken up to these weights.</summary>
    public required long EnvSteps { get; init; }

    /// <summary>Version of RlQuery that wrote it.</summary>
    /// <value>Default: this one.</value>
    public string Version { get; init; } = typeof(PolicyDocument).Assembly.GetName().Version!.ToString(3);
}
