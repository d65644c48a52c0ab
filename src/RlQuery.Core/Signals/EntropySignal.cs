using RlQuery.Core.Signals.Context;
namespace RlQuery.Core.Signals;

/// <summary>H(p) / log K, in [0, 1]; 0 log 0 counts as 0.</summary>
/// <remarks>
/// Source: Shannon (1948); Settles, "Active Learning Literature Survey" (2009), section 3.1.
/// <para>
/// Largest first. Unit: share of log K; times log K it is in nats. Peers: modAL, scikit-activeml, small-text and baal: nats, not divided. 0 log 0 is
/// 0 here, where a plain logarithm gives NaN. The order is the same.
/// </para>
/// </remarks>
public sealed class EntropySignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "entropy";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities;

    /// <inheritdoc/>
    public string Description => "entropy of the class probabilities, divided by log(classes); in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("the model is sure of it", "the model spreads over the classes");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = context.Entropies[context.Candidates[i]];
        }
    }
}
