using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>Share of the clusters of which a row is known: neighbourhoods over clusters, at most 1.</summary>
internal sealed class NeighbourhoodCount : IStateValue
{
    /// <inheritdoc/>
    public string Name => "neighbourhood-count";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Pairs;

    /// <inheritdoc/>
    public string Description => "share of the clusters of which a row is known; in [0, 1]";

    /// <inheritdoc/>
    public float Compute(SignalContext context) => Math.Min(1, (float)context.Pairs.Known.Count / context.Pairs.Pairs.Clusters);
}
