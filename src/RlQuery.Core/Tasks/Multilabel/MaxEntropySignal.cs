using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Tasks.Multilabel;

/// <summary>Largest entropy over the classes of being in the set or not, in [0, 1].</summary>
/// <remarks>
/// The mean over the classes is <c>entropy</c>. Both: B. Settles, "Active Learning Literature Survey" (2009), section 3.1, with an entropy for each class.
/// </remarks>
public sealed class MaxEntropySignal : IItemSignal
{
    /// <inheritdoc/>
    public string Name => "max-entropy";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Units;

    /// <inheritdoc/>
    public string Description => "largest entropy over the classes of being in the set or not, divided by log(2); in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("the model is sure of each of its classes", "the model is unsure of one of its classes");

    /// <inheritdoc/>
    public void Compute(IReadOnlyList<SignalContext> units, Span<float> values)
    {
        values.Clear();
        ReadOnlySpan<int> candidates = units[0].Candidates;
        foreach (SignalContext unit in units)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = MathF.Max(values[i], unit.Entropies[candidates[i]]);
            }
        }
    }
}
