using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>Mutual information of clusters and classes, divided by the mean of their entropies: 1 for the same division, 0 for independent ones.</summary>
/// <remarks>
/// Source: A. Strehl and J. Ghosh, "Cluster Ensembles" (2002), with the arithmetic mean in place of the geometric one, as scikit-learn's
/// <c>normalized_mutual_info_score</c>: 1 where both have a single group.
/// </remarks>
internal sealed class NormalizedMutualInformationMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "normalized-mutual-information";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases => ["nmi"];

    /// <inheritdoc/>
    public string Words => "normalized mutual information";

    /// <inheritdoc/>
    public string Description => "mutual information of clusters and classes over the mean of their entropies";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Link;

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (0, 1);

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions)
    {
        var counts = Contingency.Of(predictions);
        double clusters = Entropy(counts.Clusters, counts.Rows);
        double classes = Entropy(counts.Classes, counts.Rows);
        // The information is the sum of both entropies less that of the pair; rounding must not take it below 0.
        return clusters + classes == 0 ? 1 : Math.Clamp(2 * (clusters + classes - Entropy(counts.Cells, counts.Rows)) / (clusters + classes), 0, 1);
    }

    private static double Entropy(IEnumerable<int> groups, int rows) =>
        -groups.Where(count => count > 0).Sum(count => (double)count / rows * Math.Log((double)count / rows));
}
