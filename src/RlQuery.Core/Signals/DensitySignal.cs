using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Rank, among the candidates, of the mean similarity 1 / (1 + distance) to the pool: 1 for the most representative row, 0 for the most isolated.
/// </summary>
/// <remarks>
/// Source: the density term of Settles and Craven, "An Analysis of Active Learning Strategies for Sequence Labeling Tasks" (2008), with modAL's similarity,
/// ranked.
/// <para>
/// Largest first. Unit: rank. Peers: modAL: the mean similarity itself, the row itself included, Euclidean by default (cosine is an option there).
/// </para>
/// </remarks>
public sealed class DensitySignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "density";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "rank of the mean similarity 1 / (1 + distance) to the pool among the candidates; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("few rows are like it", "many rows are like it");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = context.Geometry.Similarity[context.Candidates[i]];
        }
        Ranking.ToRanks(values, context.Floats(values.Length), context.Ints(values.Length));
    }
}
