using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Σ p_k / (1 + K n_k / n) over the classes, where n_k of the n labelled rows are of class k: how rare the label is expected to be, in (0, 1].
/// </summary>
/// <remarks>Source: this library; <see cref="RaritySignal"/> in expectation over the label.</remarks>
public sealed class ExpectedRaritySignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "expected-rarity";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities;

    /// <inheritdoc/>
    public string Description => "how rare the label is expected to be among the labelled rows: mean of 1 / (1 + K n_k / n); in (0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("probably of a class with many labels", "probably of a class with few labels");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        int classes = context.ClassCount;
        float labelled = Math.Max(1, context.Pool.Labelled.Length);
        Span<float> rarity = context.Floats(classes);
        for (int k = 0; k < classes; k++)
        {
            rarity[k] = 1 / (1 + (classes * context.Pool.ClassCounts[k] / labelled));
        }
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = VectorMath.Dot(context.ProbabilitiesOf(context.Candidates[i]), rarity);
        }
    }
}
