using RlQuery.Core.Signals.Context;
namespace RlQuery.Core.Signals;

/// <summary>Entropy times mean similarity 1 / (1 + distance) to the pool (relative to the most representative candidate), in [0, 1].</summary>
/// <remarks>
/// Source: Settles and Craven, "An Analysis of Active Learning Strategies for Sequence Labeling Tasks" (2008), equation 13 with β = 1 and entropy as the base.
/// <para>
/// Largest first. Unit: entropy as a share of log K, times similarity as a share of the largest. Peers: modAL leaves it to the user to multiply its
/// density with an uncertainty; β = 1 of Settles and Craven, Euclidean 1 / (1 + distance) in place of the cosine.
/// </para>
/// </remarks>
public sealed class InformationDensitySignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "information-density";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "entropy times mean similarity to the pool, relative to the most representative row; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("the model is sure of it or few rows are like it", "uncertain and like many rows");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        float largest = 0;
        for (int i = 0; i < values.Length; i++)
        {
            largest = MathF.Max(largest, context.Geometry.Similarity[context.Candidates[i]]);
        }
        for (int i = 0; i < values.Length; i++)
        {
            int row = context.Candidates[i];
            values[i] = context.Entropies[row] * context.Geometry.Similarity[row] / largest;
        }
    }
}
