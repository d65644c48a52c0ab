using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>1 / (1 + K n_k / n), where n_k of the n labelled rows are of the predicted class: 1 for a class without labels, 1/2 at its fair share.</summary>
/// <remarks>
/// Source: this library, after Ertekin, Huang, Bottou and Giles, "Learning on the Border: Active Learning in Imbalanced Data Classification" (2007).
/// <para>
/// Largest first. Unit: 1 / (1 + ratio). Peers: not in the libraries compared.
/// </para>
/// </remarks>
public sealed class RaritySignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "rarity";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities;

    /// <inheritdoc/>
    public string Description => "how rare the predicted class is among the labelled rows: 1 / (1 + K n_k / n); in (0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("predicted to be of a class with many labels", "predicted to be of a class with few labels");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        int labelled = Math.Max(1, context.Pool.Labelled.Length);
        for (int i = 0; i < values.Length; i++)
        {
            int count = context.Pool.ClassCounts[context.Predicted[context.Candidates[i]]];
            values[i] = 1 / (1 + ((float)context.ClassCount * count / labelled));
        }
    }
}
