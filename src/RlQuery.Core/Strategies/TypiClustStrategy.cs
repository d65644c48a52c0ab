using RlQuery.Core.Signals;

namespace RlQuery.Core.Strategies;

/// <summary>The most typical row of the largest cluster without a label: for few labels, where uncertainty says little.</summary>
/// <remarks>
/// Source: Hacohen, Dekel and Weinshall, "Active Learning on a Budget: Opposite Strategies Suit High and Low Budgets" (2022), algorithm 1. They cluster once
/// for a batch, into as many clusters as there will be labels; here a batch is chosen one row at a time, each with one cluster more.
/// </remarks>
public sealed class TypiClustStrategy : IQueryStrategy
{
    private static readonly OpenClusterSignal OpenCluster = new();
    private static readonly TypicalitySignal Typicality = new();

    /// <inheritdoc/>
    public string Name => "typiclust";

    /// <inheritdoc/>
    public string Description => "highest typicality in the largest cluster without a label";

    /// <inheritdoc/>
    public SignalList SignalList { get; } = new([OpenCluster, Typicality], []);

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ReadOnlySpan<float> cluster = observation.Column(OpenCluster.Name);
        ReadOnlySpan<float> typicality = observation.Column(Typicality.Name);
        float largest = 0;
        foreach (float share in cluster)
        {
            largest = MathF.Max(largest, share);
        }
        for (int i = 0; i < cluster.Length; i++)
        {
            // All others come after, those of larger clusters first.
            scores[i] = cluster[i] == largest ? typicality[i] : cluster[i] - 1;
        }
    }
}
