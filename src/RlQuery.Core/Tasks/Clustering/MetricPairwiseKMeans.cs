using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>
/// MPCKMeans: PCKMeans that also learns how much each feature counts, from the clusters and from the links. A broken must-link costs more the farther its rows
/// are apart, a broken cannot-link the nearer they are.
/// </summary>
/// <remarks>
/// Source: M. Bilenko, S. Basu and R. Mooney, "Integrating Constraints and Metric Learning in Semi-Supervised Clustering" (2004), sections 3.1 to 3.3, with one
/// diagonal metric for all clusters and all weights 1. The farthest pair of a broken cannot-link is that of the rows that may be asked about. The weight of a
/// feature is at most <see cref="MostWeight"/>, so that none that is constant within all clusters outweighs all others.
/// </remarks>
internal sealed class MetricPairwiseKMeans : CentroidClusterer
{
    private const double MostWeight = 100;
    private (int A, int B) _farthest;

    /// <inheritdoc/>
    public override string Name => MetricPairwiseKMeansFactory.LearnerName;

    /// <inheritdoc/>
    protected override bool LearnsMetric => true;

    /// <inheritdoc/>
    protected override double Assign(Pcg64 draws)
    {
        double most = FindFarthest();
        double[] broken = new double[Pairs.Clusters];
        double cost = 0;
        foreach (int row in draws.Permutation(Assigned.Length))
        {
            AddBroken(row, most, broken);
            int best = 0;
            double least = double.PositiveInfinity;
            for (int cluster = 0; cluster < broken.Length; cluster++)
            {
                double own = Squared(row, cluster) + broken[cluster];
                if (own < least)
                {
                    (best, least) = (cluster, own);
                }
            }
            Assigned[row] = best;
            cost += least;
        }
        return cost - (Assigned.Length * Metric.Sum(Math.Log));
    }

    /// <inheritdoc/>
    protected override void Adapt()
    {
        int columns = Pairs.Rows.Columns;
        double[] sums = new double[columns];
        for (int row = 0; row < Assigned.Length; row++)
        {
            ReadOnlySpan<float> own = Pairs.Rows.Row(row);
            Span<double> centroid = Centroid(Assigned[row]);
            for (int j = 0; j < columns; j++)
            {
                sums[j] += (own[j] - centroid[j]) * (own[j] - centroid[j]);
            }
        }
        ReadOnlySpan<float> first = Pairs.Rows.Row(_farthest.A);
        ReadOnlySpan<float> second = Pairs.Rows.Row(_farthest.B);
        for (int item = 0; item < Pairs.Count; item++)
        {
            (int a, int b) = (Pairs.First(item), Pairs.Second(item));
            if (Known.Closure.Of(a, b) is not bool together || together == (Assigned[a] == Assigned[b]))
            {
                continue;
            }
            ReadOnlySpan<float> x = Pairs.Rows.Row(a);
            ReadOnlySpan<float> y = Pairs.Rows.Row(b);
            for (int j = 0; j < columns; j++)
            {
                double apart = (x[j] - y[j]) * (x[j] - y[j]);
                sums[j] += together ? apart : ((first[j] - second[j]) * (first[j] - second[j])) - apart;
            }
        }
        for (int j = 0; j < columns; j++)
        {
            Metric[j] = Math.Min(MostWeight, Assigned.Length / Math.Max(sums[j], double.Epsilon));
        }
    }

    // What the links of a row cost in each cluster, given where all other rows are.
    private void AddBroken(int row, double most, Span<double> broken)
    {
        broken.Clear();
        LinkClosure closure = Known.Closure;
        int group = closure.GroupOf(row);
        if (closure.SizeOf(group) > 1)
        {
            foreach (int other in closure.RowsOf(group))
            {
                if (other != row && Assigned[other] >= 0)
                {
                    double apart = Squared(Pairs.Rows.Row(row), Pairs.Rows.Row(other));
                    for (int cluster = 0; cluster < broken.Length; cluster++)
                    {
                        broken[cluster] += cluster == Assigned[other] ? 0 : apart;
                    }
                }
            }
        }
        foreach (int against in closure.ApartFrom(group))
        {
            foreach (int other in closure.RowsOf(against))
            {
                if (Assigned[other] >= 0)
                {
                    broken[Assigned[other]] += Math.Max(0, most - Squared(Pairs.Rows.Row(row), Pairs.Rows.Row(other)));
                }
            }
        }
    }

    private double FindFarthest()
    {
        double most = -1;
        for (int item = 0; item < Pairs.Count; item++)
        {
            double squared = Squared(Pairs.Rows.Row(Pairs.First(item)), Pairs.Rows.Row(Pairs.Second(item)));
            if (squared > most)
            {
                most = squared;
                _farthest = (Pairs.First(item), Pairs.Second(item));
            }
        }
        return most;
    }
}
