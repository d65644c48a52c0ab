namespace RlQuery.Core.Signals;

/// <summary>H(p) / log K, in [0, 1]; 0 log 0 counts as 0.</summary>
/// <remarks>Source: Shannon (1948); Settles, "Active Learning Literature Survey" (2009), section 3.1.</remarks>
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
    public void Compute(SignalContext context, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = context.Entropies[context.Candidates[i]];
        }
    }
}
