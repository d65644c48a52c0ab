using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>
/// Share of the pairs of rows on which clusters and classes agree, adjusted for chance: 1 for the same division, 0 on average for one by lot.
/// </summary>
/// <remarks>
/// Source: L. Hubert and P. Arabie, "Comparing Partitions" (1985), equation 5. As scikit-learn's <c>adjusted_rand_score</c>: 1 where both have a single group,
/// or each row on its own.
/// </remarks>
internal sealed class AdjustedRandIndexMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "adjusted-rand-index";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases => ["ari"];

    /// <inheritdoc/>
    public string Words => "adjusted Rand index";

    /// <inheritdoc/>
    public string Description => "share of the pairs of rows on which clusters and classes agree, adjusted for chance";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Link;

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (-0.5, 1);

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions)
    {
        var counts = Contingency.Of(predictions);
        double both = counts.Cells.Sum(Pairs);
        double clusters = counts.Clusters.Sum(Pairs);
        double classes = counts.Classes.Sum(Pairs);
        double all = Pairs(counts.Rows);
        double expected = all == 0 ? 0 : clusters * classes / all;
        double most = (clusters + classes) / 2;
        return most == expected ? 1 : (both - expected) / (most - expected);
    }

    private static double Pairs(int rows) => rows * (rows - 1.0) / 2;
}
