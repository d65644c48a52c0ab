using RlQuery.Core.Policies;

namespace RlQuery.Core.Streams.Policies;

/// <summary>The content of stream-policy.json: what a policy for streams needs besides its weights, and where it comes from.</summary>
internal sealed record StreamPolicyDocument
{
    public const int CurrentFormat = 1;

    /// <summary>Version of the folder.</summary>
    public required int Format { get; init; }

    /// <summary>Name of the algorithm that trained it.</summary>
    public required string Agent { get; init; }

    /// <summary>Version of what it sees.</summary>
    public required int Situation { get; init; }

    /// <summary>Names of the state values, in the order of the network's inputs.</summary>
    public required IReadOnlyList<string> State { get; init; }

    /// <summary>Sizes of the network.</summary>
    public required NetworkShape Network { get; init; }

    /// <summary>Streams that it was trained on: results on them are too optimistic.</summary>
    public required IReadOnlyList<string> Streams { get; init; }

    /// <summary>Learners that it was trained with.</summary>
    public required IReadOnlyList<string> Learners { get; init; }

    /// <summary>Rates that it was trained with.</summary>
    public required IReadOnlyList<double> Rates { get; init; }

    /// <summary>Items of a training episode.</summary>
    public required int Items { get; init; }

    /// <summary>Seed of the training run.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Items seen in training.</summary>
    public required long Steps { get; init; }

    /// <summary>SHA-256 of the weights, in hexadecimal.</summary>
    public string Weights { get; init; } = "";

    /// <summary>Version of RlQuery that wrote it.</summary>
    public string Version { get; init; } = typeof(StreamPolicyDocument).Assembly.GetName().Version!.ToString(3);
}
