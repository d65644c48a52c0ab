using System.Runtime.CompilerServices;
using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>The rows that may be asked about in many small clusters, each with the row that is nearest to its middle.</summary>
/// <remarks>
/// Source: T. Van Craenendonck, S. Dumančić and H. Blockeel, "COBRA: A Fast and Simple Method for Active Clustering with Pairwise Constraints" (2017),
/// section 3: super-instances, by k-means with 25 clusters, and their medoids.
/// </remarks>
internal sealed class SuperInstances
{
    /// <summary>Number of super-instances of a pool that is large enough.</summary>
    public const int Most = 25;

    // Made once for the pairs of a problem, whose data alone decide them.
    private static readonly ConditionalWeakTable<RowPairs, SuperInstances> Made = [];

    private SuperInstances(int[] ofRow, int[] medoids, double[] centroids) => (OfRow, Medoids, Centroids) = (ofRow, medoids, centroids);

    /// <summary>The super-instance of each row that may be asked about.</summary>
    public IReadOnlyList<int> OfRow { get; }

    /// <summary>The middle row of each.</summary>
    public IReadOnlyList<int> Medoids { get; }

    /// <summary>Their centroids [super-instances x features].</summary>
    public double[] Centroids { get; }

    /// <summary>The super-instances of a problem.</summary>
    /// <param name="items">Its items, which are pairs.</param>
    public static SuperInstances Of(Items items) => Made.GetValue(items.Pairs!, pairs => Make(pairs, items.DataHash));

    private static SuperInstances Make(RowPairs pairs, string hash)
    {
        int columns = pairs.Rows.Columns;
        var rows = new FeatureMatrix(pairs.Rows.Values[..(pairs.Asked * columns)].ToArray(), pairs.Asked, columns);
        (int[] division, double[] centroids) = PlainKMeans.Of(rows, Math.Min(Most, pairs.Asked), hash);
        // Equal rows may leave a cluster empty.
        int[] used = [.. division.Distinct().Order()];
        int[] ofRow = Array.ConvertAll(division, cluster => Array.IndexOf(used, cluster));
        double[] own = [.. used.SelectMany(cluster => centroids[(cluster * columns)..((cluster + 1) * columns)])];
        int[] medoids = [.. Enumerable.Range(0, used.Length).Select(place => Enumerable.Range(0, pairs.Asked).Where(row => ofRow[row] == place)
            .MinBy(row => Squared(rows.Row(row), own.AsSpan(place * columns, columns))))];
        return new SuperInstances(ofRow, medoids, own);
    }

    /// <summary>Squared distance of a row and a centroid.</summary>
    /// <param name="row">Features of the row.</param>
    /// <param name="centroid">The centroid.</param>
    public static double Squared(ReadOnlySpan<float> row, ReadOnlySpan<double> centroid)
    {
        double sum = 0;
        for (int j = 0; j < row.Length; j++)
        {
            sum += (row[j] - centroid[j]) * (row[j] - centroid[j]);
        }
        return sum;
    }
}
