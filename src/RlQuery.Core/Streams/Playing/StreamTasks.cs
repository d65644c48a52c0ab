namespace RlQuery.Core.Streams.Playing;

/// <summary>What episodes on streams are drawn from.</summary>
public sealed record StreamTasks
{
    /// <summary>Where streams come from, at least one.</summary>
    public required IReadOnlyList<IStreamSource> Sources { get; init; }

    /// <summary>What learns, at least one.</summary>
    public required IReadOnlyList<IIncrementalLearnerFactory> Learners { get; init; }

    /// <summary>Shares of the items whose label may be asked for, each more than 0 and at most 1, at least one.</summary>
    public required IReadOnlyList<double> Rates { get; init; }

    /// <summary>Items after which an episode is truncated, at least 2.</summary>
    public required int Items { get; init; }

    /// <summary>Share of the reward that is the probability of the true class, which is less noisy than whether it was predicted; in [0, 1].</summary>
    /// <value>Default: 0.5.</value>
    public double Smoothing { get; init; } = 0.5;
}
