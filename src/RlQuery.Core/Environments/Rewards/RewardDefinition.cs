namespace RlQuery.Core.Environments.Rewards;

/// <summary>What training rewards.</summary>
public sealed record RewardDefinition
{
    /// <summary>Name of the reward.</summary>
    /// <value>Default: <c>accuracy-gain</c>.</value>
    public string Kind { get; init; } = AccuracyGainFactory.RewardName;

    /// <summary>Name of the metric whose gain is rewarded, and by which training chooses its best policy.</summary>
    /// <value>Default: null, the task's: accuracy, or the error in regression.</value>
    public string? Metric { get; init; }

    /// <summary>Weight of the mean probability of the true class against accuracy in the training score: a smoother reward.</summary>
    /// <value>0..1. Default: 0, accuracy alone. Evaluation always reports accuracy.</value>
    public double Smoothing { get; init; }

    /// <summary>Share of the full-pool score that <see cref="LabelsToTarget"/> asks for.</summary>
    /// <value>More than 0, at most 1. Default: 0.98.</value>
    public double Target { get; init; } = 0.98;
}
