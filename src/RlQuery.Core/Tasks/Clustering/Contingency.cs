namespace RlQuery.Core.Tasks.Clustering;

/// <summary>How many test rows of each class are in each cluster.</summary>
/// <param name="Cells">Rows of each cluster and class together.</param>
/// <param name="Clusters">Rows of each cluster.</param>
/// <param name="Classes">Rows of each class.</param>
/// <param name="Rows">Number of rows.</param>
internal readonly record struct Contingency(int[] Cells, int[] Clusters, int[] Classes, int Rows)
{
    /// <summary>Counts the rows.</summary>
    /// <param name="predictions">The cluster of each row as its most probable class, and the classes.</param>
    public static Contingency Of(TestPredictions predictions)
    {
        int groups = predictions.Classes;
        int rows = predictions.Labels.Length;
        var counts = new Contingency(new int[groups * groups], new int[groups], new int[groups], rows);
        for (int row = 0; row < rows; row++)
        {
            (int cluster, int label) = (predictions.Predicted(row), predictions.Labels[row]);
            counts.Cells[(cluster * groups) + label]++;
            counts.Clusters[cluster]++;
            counts.Classes[label]++;
        }
        return counts;
    }
}
