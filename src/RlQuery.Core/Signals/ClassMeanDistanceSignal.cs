using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>Mahalanobis distance to the nearest mean of a class, relative to the largest such distance among the candidates, in [0, 1].</summary>
/// <remarks>
/// Source: Lee and others, "A Simple Unified Framework for Detecting Out-of-Distribution Samples and Adversarial Attacks" (2018), where the classes share one
/// covariance; here it is shrunk by half towards a multiple of the identity, because labels are few.
/// </remarks>
public sealed class ClassMeanDistanceSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "class-mean-distance";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "Mahalanobis distance to the nearest mean of a class, relative to the largest among the candidates; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("near to the middle of a class", "far from the middle of every class");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ClassMeans means = context.Means;
        float largest = 0;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)means.Distance(context.Candidates[i]);
            largest = MathF.Max(largest, values[i]);
        }
        for (int i = 0; i < values.Length && largest > 0; i++)
        {
            values[i] /= largest;
        }
    }
}
