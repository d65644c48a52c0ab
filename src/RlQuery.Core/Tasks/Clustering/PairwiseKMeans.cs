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
    private int[] _broken = [];

    /// <inheritdoc/>
    public override string Name => PairwiseKMeansFactory.LearnerName;

    /// <summary>The cluster of each row, and the centroids [clusters x features].</summary>
    public (int[] Division, double[] Centroids) Result => (Assigned, Centroids);

    /// <inheritdoc/>
    protected override double Assign(Pcg64 draws)
    {
        CountBroken();
        int clusters = Pairs.Clusters;
        double cost = 0;
        foreach (int row in draws.Permutation(Assigned.Length))
        {
            int before = Assigned[row];
            ReadOnlySpan<int> broken = _broken.AsSpan(Known.Closure.GroupOf(row) * clusters, clusters);
            int best = 0;
            double least = double.PositiveInfinity;
            for (int cluster = 0; cluster < clusters; cluster++)
            {
                // The row breaks no link with itself.
                int links = broken[cluster] - (before >= 0 && before != cluster ? 1 : 0);
                double own = Squared(row, cluster) + (Spread * links);
                if (own < least)
                {
                    (best, least) = (cluster, own);
                }
            }
            if (best != before)
            {
                Count(row, before, -1);
                Count(row, best, 1);
                Assigned[row] = best;
            }
            cost += least;
        }
        return cost;
    }

    // Links that a further row of each group would break in each cluster.
    private void CountBroken()
    {
        int length = Assigned.Length * Pairs.Clusters;
        if (_broken.Length < length)
        {
            _broken = new int[length];
        }
        Array.Clear(_broken);
        for (int row = 0; row < Assigned.Length; row++)
        {
            Count(row, Assigned[row], 1);
        }
    }

    // A row in a cluster breaks links with rows of its own group elsewhere, and with rows here that are apart from it.
    private void Count(int row, int cluster, int change)
    {
        if (cluster < 0)
        {
            return;
        }
        int clusters = Pairs.Clusters;
        int group = Known.Closure.GroupOf(row);
        Span<int> own = _broken.AsSpan(group * clusters, clusters);
        for (int other = 0; other < clusters; other++)
        {
            own[other] += other == cluster ? 0 : change;
        }
        foreach (int apart in Known.Closure.ApartFrom(group))
        {
            _broken[(apart * clusters) + cluster] += change;
        }
    }
}
