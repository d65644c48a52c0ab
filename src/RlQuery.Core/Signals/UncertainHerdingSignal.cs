using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>As <see cref="HerdingSignal"/>, with each of the sampled rows weighted by how uncertain it is, 1 - margin, in [0, 1].</summary>
/// <remarks>
/// Source: Bae, Sutherland and Oliveira, "Uncertainty Herding: One Active Learning Method for All Label Budgets" (2025), without their choice of temperature
/// and width.
/// <para>
/// Cost: one pass over the pool for each label. Peers: scikit-activeml (UHerding): the same, over the whole pool, with a width that shrinks.
/// </para>
/// </remarks>
public sealed class UncertainHerdingSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "uncertainty-herding";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "mean gain of kernel coverage of 256 sampled rows by its label, weighted by their uncertainty; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("rows near it are clear or near a label", "rows near it are uncertain and far from every label");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ReadOnlySpan<int> sample = context.References.Sample;
        Span<float> weights = stackalloc float[ReferenceDistances.SampleSize];
        for (int i = 0; i < sample.Length; i++)
        {
            (float first, float second) = Probability.TopTwo(context.ProbabilitiesOf(sample[i]));
            weights[i] = 1 - (first - second);
        }
        KernelGains.Fill(context, weights[..sample.Length], values);
    }
}
