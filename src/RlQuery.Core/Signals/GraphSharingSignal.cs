using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Mean over the row's concepts of the share of the other unlabelled rows that have the concept, too, in [0, 1]; 0 for a row without concepts, and without a
/// graph.
/// </summary>
/// <remarks>Source: this library; a density as in <see cref="DensitySignal"/>, by concepts in place of distances.</remarks>
public sealed class GraphSharingSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "graph-sharing";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Graph;

    /// <inheritdoc/>
    public string Description => "mean share of the other unlabelled rows that have a concept of it; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("few unlabelled rows share its concepts", "many unlabelled rows share its concepts");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ConceptState concepts = context.Concepts;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = concepts.Sharing(context.Candidates[i]);
        }
    }
}
