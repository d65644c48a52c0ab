using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Tasks.Clustering;

/// <summary>Metrics of clusterings against published numbers.</summary>
public sealed class ClusteringMetricTests
{
    /// <remarks>
    /// The examples of scikit-learn's pages on adjusted_rand_score, v_measure_score and normalized_mutual_info_score, and that of K. Yeung and W. Ruzzo,
    /// "Details of the Adjusted Rand Index and Clustering Algorithms" (2001): ten rows, an index of 0.313.
    /// </remarks>
    [Theory]
    [InlineData("ari", "0011", "0011", 1)]
    [InlineData("ari", "0011", "1100", 1)]
    [InlineData("ari", "0011", "0012", 0.5714285714)]
    [InlineData("ari", "0012", "0011", 0.5714285714)]
    [InlineData("ari", "0000", "0123", 0)]
    [InlineData("ari", "0011", "0101", -0.5)]
    [InlineData("ari", "0011112222", "0101122222", 0.3125734430)]
    [InlineData("nmi", "0011", "0011", 1)]
    [InlineData("nmi", "0011", "1100", 1)]
    [InlineData("nmi", "0011", "0012", 0.8)]
    [InlineData("nmi", "0000", "0123", 0)]
    [InlineData("nmi", "0000", "0000", 1)]
    [InlineData("nmi", "0011", "0101", 0)]
    public void They_have_the_published_values(string metric, string clusters, string classes, double expected) =>
        Assert.Equal(expected, Measure(metric, clusters, classes), 1e-9);

    [Theory]
    [InlineData("ari")]
    [InlineData("nmi")]
    public void The_names_of_clusters_and_the_order_of_rows_change_nothing(string metric)
    {
        double value = Measure(metric, "0120120011", "0110122001");
        Assert.Equal(value, Measure(metric, "2012012200", "0110122001"), 1e-12);
        Assert.Equal(value, Measure(metric, "1100210210", "1002210110"), 1e-12);
        Assert.Equal(value, Measure(metric, "0110122001", "0120120011"), 1e-12);
    }

    private static double Measure(string metric, string clusters, string classes)
    {
        const int Most = 4;
        float[] memberships = [.. clusters.SelectMany(cluster => Enumerable.Range(0, Most).Select(own => own == cluster - '0' ? 1f : 0f))];
        return Known.Parts.Find<IMetric>(metric).Measure(new TestPredictions(memberships, [.. classes.Select(label => label - '0')], Most));
    }
}
