namespace RlQuery.Torch.Tensors;

/// <summary>Settings of <see cref="AdamOptimizer"/>.</summary>
internal sealed record AdamOptions
{
    /// <summary>Step size, above 0.</summary>
    /// <value>Default 0.001.</value>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Decay of the mean of the gradient, in [0, 1).</summary>
    /// <value>Default 0.9.</value>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the mean of the squared gradient, in [0, 1).</summary>
    /// <value>Default 0.999.</value>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the denominator, above 0.</summary>
    /// <value>Default 1e-8.</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Share of each value that a step takes off, times the step size: decoupled weight decay; at least 0.</summary>
    /// <value>Default 0.</value>
    public double WeightDecay { get; init; }

    /// <summary>The gradient of all parameters together is scaled down to this Euclidean norm if it is larger.</summary>
    /// <value>Default <see langword="null"/>: no clipping.</value>
    public double? MaxGradientNorm { get; init; }
}
