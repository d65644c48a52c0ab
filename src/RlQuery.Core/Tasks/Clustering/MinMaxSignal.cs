using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>The row whose nearest neighbourhood is farthest away is placed.</summary>
/// <remarks>
/// Source: P. Mallapragada, R. Jin and A. Jain, "Active Query Selection for Semi-supervised Clustering" (2008), section 3: the row with the least largest
/// similarity to the rows of the skeleton. They measure similarity by a Gaussian kernel, which falls with the distance, so that the order is that of distances.
/// </remarks>
public sealed class MinMaxSignal : NeighbourhoodSignal
{
    /// <inheritdoc/>
    public override string Name => "min-max";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Description => "rank of the row that the pair helps to place, by the distance to its nearest neighbourhood; in [0, 1]";

    /// <inheritdoc/>
    public override (string Low, string High) Reasons => ("it places a row near known ones", "it places a row that is far from all known ones");

    /// <inheritdoc/>
    protected override void Score(SignalContext context, Span<float> scores) => ScoreByDistance(context.Pairs, scores);
}
