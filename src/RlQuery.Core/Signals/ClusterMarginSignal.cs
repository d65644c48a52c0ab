using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// The turn of the candidate among the rows with the smallest margins: clusters in turn, the smallest first, and in each the smallest margin; in [0, 1], 0 for
/// rows that are not among them.
/// </summary>
/// <remarks>
/// Source: Citovsky and others, "Batch Active Learning at Scale" (2021), algorithm 1: clusters by average linkage, once; of the k rows with the smallest
/// margins, clusters are sorted by how many of these they have, and each gives one row in turn. They take k = 10 times the batch and a random row of each
/// cluster. Here k grows with the rows that are taken, a cluster gives its row with the smallest margin, and the tree is cut into a tenth as many clusters as
/// it has rows (<see cref="PoolTree"/>). Value: 1 / (1 + rows taken of its cluster + (rows of its cluster - 1 + margin) / (k + 1)).
/// <para>
/// Cost: all distances, and the tree, once per episode; then a sort of the margins. Peers: not in the libraries compared.
/// </para>
/// </remarks>
public sealed class ClusterMarginSignal : ISignal
{
    private const int RowsPerCluster = 10;

    /// <inheritdoc/>
    public string Name => "cluster-margin";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "turn of its cluster among the rows with the smallest margins, the smallest cluster first; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons =>
        ("not among the most uncertain rows or its cluster had its turn", "among the most uncertain rows and its cluster has its turn");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        values.Clear();
        if (values.IsEmpty)
        {
            return;
        }
        ReadOnlySpan<int> uncertain = context.Uncertain.Find();
        ReadOnlySpan<int> clusterOf = context.Tree.Cut((context.Tree.Leaves + RowsPerCluster - 1) / RowsPerCluster);
        int clusters = 0;
        foreach (int row in uncertain)
        {
            clusters = Math.Max(clusters, clusterOf[row] + 1);
        }
        foreach (int row in context.Pool.Pending)
        {
            clusters = Math.Max(clusters, clusterOf[row] + 1);
        }
        Span<int> counts = context.Ints((2 * clusters) + context.Items.Count);
        counts.Clear();
        Span<int> sizes = counts[..clusters], taken = counts.Slice(clusters, clusters), among = counts[(2 * clusters)..];
        foreach (int row in uncertain)
        {
            sizes[clusterOf[row]]++;
            among[row] = 1;
        }
        foreach (int row in context.Pool.Pending)
        {
            taken[clusterOf[row]]++;
        }
        for (int i = 0; i < values.Length; i++)
        {
            int row = context.Candidates[i];
            if (among[row] == 1)
            {
                int cluster = clusterOf[row];
                values[i] = 1 / (1 + taken[cluster] + ((sizes[cluster] - 1 + context.Uncertain.MarginOf(row)) / (uncertain.Length + 1)));
            }
        }
    }
}
