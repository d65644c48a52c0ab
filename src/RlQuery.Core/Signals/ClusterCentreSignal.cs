using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// The shortest distance of a candidate of the same cluster to its middle over the candidate's own, in [0, 1]: 1 for the row nearest to the middle.
/// </summary>
/// <remarks>
/// Source: the choice within a cluster of K. Yuan, H.-T. Lin and J. Boyd-Graber, "Cold-start Active Learning through Self-supervised Language Modeling"
/// (2020), and Z. Bodó, Z. Minier and L. Csató, "Active Learning with Clustering" (2011), on the standardised features. Clusters are those of
/// <see cref="OpenClusterSignal"/>.
/// </remarks>
public sealed class ClusterCentreSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "cluster-centre";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "distance of the candidate nearest to its cluster's middle over its own; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("far from the middle of its cluster", "in the middle of its cluster");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        PoolClusters clusters = context.Clusters;
        Span<float> nearest = context.Floats(values.IsEmpty ? 0 : clusters.Count);
        nearest.Fill(float.PositiveInfinity);
        for (int i = 0; i < values.Length; i++)
        {
            int row = context.Candidates[i];
            values[i] = MathF.Sqrt(clusters.ToCentreSquared(row));
            nearest[clusters.Of(row)] = MathF.Min(nearest[clusters.Of(row)], values[i]);
        }
        for (int i = 0; i < values.Length; i++)
        {
            float least = nearest[clusters.Of(context.Candidates[i])];
            values[i] = values[i] == least ? 1 : least / values[i];
        }
    }
}
