using RlQuery.Core.Signals;

namespace RlQuery.Core.Strategies;

/// <summary>The row nearest to the middle of the largest cluster without a label: spreads few labels over all there is.</summary>
/// <remarks>
/// Source: Bodó, Minier and Csató, "Active Learning with Clustering" (2011); small-text has it as EmbeddingKMeans, cardinal as KMeansSampler. They cluster once
/// for a batch, into as many clusters as it has rows; here a batch is chosen one row at a time, each with one cluster more than there are labelled and taken
/// rows, as in <see cref="TypiClustStrategy"/>.
/// </remarks>
public sealed class KMeansSamplingStrategy : IQueryStrategy
{
    private static readonly OpenClusterSignal OpenCluster = new();
    private static readonly ClusterCentreSignal Centre = new();

    /// <inheritdoc/>
    public string Name => "k-means-sampling";

    /// <inheritdoc/>
    public string Description => "highest cluster-centre in the largest cluster without a label";

    /// <inheritdoc/>
    public SignalList SignalList { get; } = new([OpenCluster, Centre], []);

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ReadOnlySpan<float> cluster = observation.Column(OpenCluster.Name);
        ReadOnlySpan<float> centre = observation.Column(Centre.Name);
        float largest = 0;
        foreach (float share in cluster)
        {
            largest = MathF.Max(largest, share);
        }
        for (int i = 0; i < cluster.Length; i++)
        {
            // All others come after, those of larger clusters first.
            scores[i] = cluster[i] == largest ? centre[i] : cluster[i] - 1;
        }
    }
}
