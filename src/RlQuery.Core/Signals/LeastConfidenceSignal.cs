using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>(1 - p₁) / (1 - 1/K): how little the model trusts its own prediction, in [0, 1].</summary>
/// <remarks>
/// Source: Lewis and Gale, "A Sequential Algorithm for Training Text Classifiers" (1994); Settles, "Active Learning Literature Survey" (2009), section 3.1.
/// <para>
/// Largest first. Unit: share of the largest possible value; times 1 - 1/K it is 1 - p₁. Peers: modAL, libact, ALiPy and scikit-activeml: 1 - p₁,
/// highest first; small-text and baal (certainty): p₁, lowest first. The order is the same.
/// </para>
/// </remarks>
public sealed class LeastConfidenceSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "least-confidence";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities;

    /// <inheritdoc/>
    public string Description => "1 - the largest probability, divided by its largest possible value; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("the model is sure of it", "the model is unsure of its class");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        float scale = 1 / (1 - (1f / Math.Max(2, context.ClassCount)));
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (1 - Probability.TopTwo(context.ProbabilitiesOf(context.Candidates[i])).First) * scale;
        }
    }
}
