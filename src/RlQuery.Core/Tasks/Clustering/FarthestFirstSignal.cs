using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>
/// Explore and Consolidate: until there are as many neighbourhoods as clusters, the row that is farthest from all neighbourhoods is placed; then any row, by
/// lot.
/// </summary>
/// <remarks>
/// Source: S. Basu, A. Banerjee and R. Mooney, "Active Semi-Supervision for Pairwise Constrained Clustering" (2004), section 4.1 and 4.2. There, neighbourhoods
/// are ordered by the distance to their centroids in Consolidate; here by that to their nearest row, as in Explore.
/// </remarks>
public sealed class FarthestFirstSignal : NeighbourhoodSignal
{
    /// <inheritdoc/>
    public override string Name => "farthest-first";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Description => "rank of the row that the pair helps to place: the farthest until all clusters are found, then by lot; in [0, 1]";

    /// <inheritdoc/>
    public override (string Low, string High) Reasons => ("it places no row that is next", "it places the row that is next by distance or by lot");

    /// <inheritdoc/>
    protected override void Score(SignalContext context, Span<float> scores)
    {
        PairState state = context.Pairs;
        if (state.Known.Count < state.Pairs.Clusters)
        {
            ScoreByDistance(state, scores);
            return;
        }
        for (int row = 0; row < scores.Length; row++)
        {
            scores[row] = state.Lot(row, Name);
        }
    }
}
