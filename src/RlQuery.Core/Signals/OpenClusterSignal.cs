using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// The size of the candidate's cluster as a share of the rows, or 0 where the cluster has a labelled or taken row, in [0, 1]; with one cluster more than there
/// are such rows, at least one is open.
/// </summary>
/// <remarks>
/// Source: Hacohen, Dekel and Weinshall, "Active Learning on a Budget: Opposite Strategies Suit High and Low Budgets" (2022), section 3.2, on the
/// standardised features; k-means with at most 500 clusters, of a pool with more than 2048 rows on a sample of so many.
/// </remarks>
public sealed class OpenClusterSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "open-cluster";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "share of the rows that are in its cluster, 0 where the cluster has a label; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("a row of its cluster has a label", "its cluster is large and has no label");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        PoolClusters clusters = context.Clusters;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = clusters.OpenShare(context.Candidates[i]);
        }
    }
}
