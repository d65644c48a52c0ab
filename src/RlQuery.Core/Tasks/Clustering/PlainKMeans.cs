using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>K-means of a matrix, without links: <see cref="PairwiseKMeans"/> of rows that nobody asks about.</summary>
internal static class PlainKMeans
{
    /// <summary>Divides rows into clusters.</summary>
    /// <param name="rows">The rows [rows x features].</param>
    /// <param name="clusters">Number of clusters, at most that of the rows.</param>
    /// <param name="hash">Hash of the data, from which the draws are derived.</param>
    /// <returns>The cluster of each row, and the centroids [clusters x features].</returns>
    public static (int[] Division, double[] Centroids) Of(FeatureMatrix rows, int clusters, string hash)
    {
        var pairs = new RowPairs(rows, 0, clusters);
        var learner = new PairwiseKMeans();
        learner.Start(new Items("rows", hash, new FeatureMatrix([], 0, rows.Columns), [], []) { Pairs = pairs }, new AnswerSpace(2));
        return learner.Result;
    }
}
