using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Rank, among the candidates, of how central the row's concepts are: the mean share of a random walk that begins anew at the pool's concepts, in [0, 1]; 0
/// for a row without concepts, and without a graph.
/// </summary>
/// <remarks>Source: T. Haveliwala, "Topic-Sensitive PageRank" (2002), with damping 0.85, on the part of the graph within two steps of the pool.</remarks>
public sealed class GraphCentralitySignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "graph-centrality";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Graph;

    /// <inheritdoc/>
    public string Description => "rank of the mean PageRank of its concepts in the graph, from the pool's concepts on; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("its concepts are at the edge of the graph", "its concepts are central in the graph");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        if (context.Concepts.Graph is not { } graph)
        {
            values.Clear();
            return;
        }
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = graph.MeanCentrality[context.Candidates[i]];
        }
        Ranking.ToRanks(values, context.Floats(values.Length), context.Ints(values.Length));
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = graph.Concepts(context.Candidates[i]).IsEmpty ? 0 : values[i];
        }
    }
}
