using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>1 less the largest of the mean probabilities of a committee, as a share of its largest possible value 1 - 1/K, in [0, 1].</summary>
/// <remarks>
/// Source: the variation ratio of Freeman, "Elementary Applied Statistics" (1965), of mean probabilities in place of votes, as in modAL's dropout sampling;
/// Gal, Islam and Ghahramani, "Deep Bayesian Active Learning with Image Data" (2017).
/// <para>
/// Cost: a committee. Peers: modAL (mc_dropout_max_variationRatios): 1 less the largest, not divided. The order is the same.
/// </para>
/// </remarks>
public sealed class VariationRatioSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "variation-ratio";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Committee;

    /// <inheritdoc/>
    public string Description => "1 less the largest mean probability of a committee, over its largest possible value; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("a committee as a whole has one class for it", "a committee as a whole has no class for it");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        int classes = context.ClassCount;
        int block = context.Items.Count * classes;
        Span<float> mean = context.Floats(classes);
        float largest = 1 - (1f / Math.Max(2, classes));
        for (int i = 0; i < values.Length; i++)
        {
            Disagreement.Mean(context.CommitteeProbabilities, block, context.Candidates[i] * classes, mean);
            values[i] = Math.Clamp((1 - Probability.TopTwo(mean).First) / largest, 0, 1);
        }
    }
}
