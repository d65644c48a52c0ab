using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Rank of the margin among the candidates: 0 for the smallest, 1 for the largest. The same heuristic as <see cref="MarginSignal"/>, but on one scale in
/// every pool.
/// </summary>
/// <remarks>
/// Source: this library; ranks make a signal comparable between data sets.
/// <para>
/// Smallest first. Unit: rank. Peers: not in the libraries compared; the order is that of margin.
/// </para>
/// </remarks>
public sealed class MarginRankSignal : ISignal
{
    private readonly MarginSignal _margin = new();

    /// <inheritdoc/>
    public string Name => "margin-rank";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Lowest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities;

    /// <inheritdoc/>
    public string Description => "rank of the margin among the candidates; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("the model wavers between two classes", "the model sees one class clearly");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        _margin.Compute(context, values);
        Ranking.ToRanks(values, context.Floats(values.Length), context.Ints(values.Length));
    }
}
