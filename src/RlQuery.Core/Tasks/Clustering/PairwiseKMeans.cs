using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>
/// PCKMeans: k-means in which each must-link across clusters, and each cannot-link within one, costs as much as the mean squared distance of all rows to their
/// mean.
/// </summary>
/// <remarks>
/// Source: S. Basu, A. Banerjee and R. Mooney, "Active Semi-Supervision for Pairwise Constrained Clustering" (2004), sections 2 and 3. Rows are assigned one
/// after another, in an order that each round draws. Links that follow from the answers count like answered ones, and so an answer is broken only where many
/// rows stand against it.
/// </remarks>
internal sealed class PairwiseKMeans : CentroidClusterer
{
    private int[] _counts = [];

    /// <inheritdoc/>
    public override string Name => PairwiseKMeansFactory.LearnerName;

    /// <summary>The cluster of each row, and the centroids [clusters x features].</summary>
    public (int[] Division, double[] Centroids) Result => (Assigned, Centroids);

    /// <inheritdoc/>
    protected override double Assign(Pcg64 draws)
    {
        CountGroups();
        double cost = 0;
        foreach (int row in draws.Permutation(Assigned.Length))
        {
            int group = Known.Closure.GroupOf(row);
            if (Assigned[row] >= 0)
            {
                _counts[(group * Pairs.Clusters) + Assigned[row]]--;
            }
            int best = 0;
            double least = double.PositiveInfinity;
            for (int cluster = 0; cluster < Pairs.Clusters; cluster++)
            {
                double own = Squared(row, cluster) + (Spread * Broken(group, cluster));
                if (own < least)
                {
                    (best, least) = (cluster, own);
                }
            }
            Assigned[row] = best;
            _counts[(group * Pairs.Clusters) + best]++;
            cost += least;
        }
        return cost;
    }

    // How many rows of each group are in each cluster.
    private void CountGroups()
    {
        int length = Assigned.Length * Pairs.Clusters;
        if (_counts.Length < length)
        {
            _counts = new int[length];
        }
        Array.Clear(_counts);
        for (int row = 0; row < Assigned.Length && Assigned[row] >= 0; row++)
        {
            _counts[(Known.Closure.GroupOf(row) * Pairs.Clusters) + Assigned[row]]++;
        }
    }

    // Links that a further row of the group breaks in a cluster.
    private int Broken(int group, int cluster)
    {
        int broken = 0;
        if (Known.Closure.SizeOf(group) > 1)
        {
            for (int other = 0; other < Pairs.Clusters; other++)
            {
                broken += other == cluster ? 0 : _counts[(group * Pairs.Clusters) + other];
            }
        }
        foreach (int apart in Known.Closure.ApartFrom(group))
        {
            broken += _counts[(apart * Pairs.Clusters) + cluster];
        }
        return broken;
    }
}
