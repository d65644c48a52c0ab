using RlQuery.Core.Signals;

namespace RlQuery.Core.Strategies;

/// <summary>
/// Of the rows whose predicted class does not survive that features are left out, the one nearest to the middle of the largest cluster without a label.
/// </summary>
/// <remarks>
/// Source: Gupte, Aklilu, Nirschl and Yeung-Levy, "Revisiting Active Learning in the Era of Vision Foundation Models" (2024), section 3.3. They cluster the
/// rows that change in more than half of the predictions, once for a batch. Here a batch is chosen one row at a time, by the clusters of all rows, one more
/// than there are labelled and taken rows (<see cref="OpenClusterSignal"/>). Where no row changes so often, those that change most are looked at.
/// </remarks>
public sealed class DropQueryStrategy : IQueryStrategy
{
    private static readonly DropoutDisagreementSignal Disagreement = new();
    private static readonly OpenClusterSignal OpenCluster = new();
    private static readonly ClusterCentreSignal Centre = new();

    /// <inheritdoc/>
    public string Name => "dropquery";

    /// <inheritdoc/>
    public string Description => "dropout-disagreement above 1/2, then the largest open-cluster, then the highest cluster-centre";

    /// <inheritdoc/>
    public SignalList SignalList { get; } = new([Disagreement, OpenCluster, Centre], []);

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ReadOnlySpan<float> disagreement = observation.Column(Disagreement.Name);
        ReadOnlySpan<float> cluster = observation.Column(OpenCluster.Name);
        ReadOnlySpan<float> centre = observation.Column(Centre.Name);
        float largest = 0;
        foreach (float share in disagreement)
        {
            largest = MathF.Max(largest, share);
        }
        float needed = MathF.Min(largest, 0.5f + 1e-3f);
        float open = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            open = disagreement[i] >= needed ? MathF.Max(open, cluster[i]) : open;
        }
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = disagreement[i] < needed ? disagreement[i] - 2 : cluster[i] < open ? cluster[i] - 1 : centre[i];
        }
    }
}
