using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Share of the entities within two steps of the row's concepts that are within two steps of no labelled or taken row, in [0, 1]; 0 for a row without
/// concepts, and without a graph.
/// </summary>
/// <remarks>
/// Source: this library. To take the most of what is not covered is the greedy rule of G. Nemhauser, L. Wolsey and M. Fisher, "An Analysis of
/// Approximations for Maximizing Submodular Set Functions" (1978).
/// </remarks>
public sealed class GraphNoveltySignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "graph-novelty";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Graph;

    /// <inheritdoc/>
    public string Description => "share of the graph within two steps of its concepts that is near no labelled row; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("labels near its concepts in the graph", "few labels near its concepts in the graph");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ConceptState concepts = context.Concepts;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = concepts.Novelty(context.Candidates[i]);
        }
    }
}
