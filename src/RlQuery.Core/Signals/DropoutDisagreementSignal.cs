using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>The share of five times in which the predicted class is another one after three quarters of the features are left out, in [0, 1].</summary>
/// <remarks>
/// Source: Gupte, Aklilu, Nirschl and Yeung-Levy, "Revisiting Active Learning in the Era of Vision Foundation Models" (2024), section 3.3, on the standardised
/// features, where a feature that is left out is 0, its mean. What is left out of a row is drawn once per episode.
/// It is 0 where items are pairs of rows, whose learners tell of their own pairs alone.
/// <para>
/// Cost: five more predictions of the pool after each fit, and five copies of it. Peers: scikit-activeml (DropQuery): the same share, with other draws each
/// time.
/// </para>
/// </remarks>
public sealed class DropoutDisagreementSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "dropout-disagreement";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "share of predictions with most features left out that give another class; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("its class stays when features are left out", "its class changes when features are left out");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ReadOnlySpan<float> shares = context.Dropout.Disagreement;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = shares[context.Candidates[i]];
        }
    }
}
