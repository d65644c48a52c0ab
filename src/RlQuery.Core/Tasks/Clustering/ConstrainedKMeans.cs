using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>COP-KMeans: k-means that breaks no link. Each group of rows goes to the nearest cluster in which no cannot-link stands against it.</summary>
/// <remarks>
/// Source: K. Wagstaff, C. Cardie, S. Rogers and S. Schroedl, "Constrained K-means Clustering with Background Knowledge" (2001), table 2. There, rows are
/// assigned in the order of the data, and the method fails where no cluster is left; that this is likely depends on the order. Here, rows that must-links join
/// go together, groups with the most cannot-links first. If a group finds no cluster, it comes first in a further try, as often as there are groups. If that
/// fails too, a group goes where it breaks the fewest links, each at the price of PCKMeans: <see cref="Broken"/> tells.
/// </remarks>
internal sealed class ConstrainedKMeans : CentroidClusterer
{
    private const int MostTries = 50;

    /// <inheritdoc/>
    public override string Name => ConstrainedKMeansFactory.LearnerName;

    /// <summary>Whether the division breaks a cannot-link, because none into so many clusters was found that keeps all.</summary>
    public bool Broken
    {
        get
        {
            for (int row = 0; row < Assigned.Length; row++)
            {
                foreach (int apart in Known.Closure.ApartFrom(Known.Closure.GroupOf(row)))
                {
                    if (Assigned[apart] == Assigned[row])
                    {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /// <summary>The cluster of each row.</summary>
    public IReadOnlyList<int> Division => Assigned;

    /// <inheritdoc/>
    protected override double Assign(Pcg64 draws)
    {
        LinkClosure closure = Known.Closure;
        List<int> order =
        [
            .. Enumerable.Range(0, closure.Rows).Where(row => closure.GroupOf(row) == row)
                .OrderByDescending(group => closure.ApartFrom(group).Length).ThenByDescending(closure.SizeOf),
        ];
        double cost = 0;
        for (int tries = 1; tries <= MostTries; tries++)
        {
            int stuck = Try(closure, order, tries == MostTries, out cost);
            if (stuck < 0)
            {
                break;
            }
            order.Remove(stuck);
            order.Insert(0, stuck);
        }
        return cost;
    }

    // The group that finds no cluster; -1 if all do.
    private int Try(LinkClosure closure, List<int> order, bool isLast, out double cost)
    {
        cost = 0;
        int[] placed = new int[closure.Rows];
        Array.Fill(placed, -1);
        Span<int> against = stackalloc int[Pairs.Clusters];
        foreach (int group in order)
        {
            against.Clear();
            foreach (int other in closure.ApartFrom(group))
            {
                if (placed[other] >= 0)
                {
                    against[placed[other]] += closure.SizeOf(other);
                }
            }
            int fewest = 0;
            if (!against.Contains(0))
            {
                if (!isLast)
                {
                    return group;
                }
                foreach (int count in against)
                {
                    fewest = fewest == 0 ? count : Math.Min(fewest, count);
                }
            }
            cost += Place(closure, group, against, fewest, placed) + (fewest * closure.SizeOf(group) * Spread);
        }
        return -1;
    }

    private double Place(LinkClosure closure, int group, ReadOnlySpan<int> against, int fewest, int[] placed)
    {
        int best = -1;
        double least = double.PositiveInfinity;
        for (int cluster = 0; cluster < Pairs.Clusters; cluster++)
        {
            if (against[cluster] > fewest)
            {
                continue;
            }
            double sum = 0;
            foreach (int row in closure.RowsOf(group))
            {
                sum += Squared(row, cluster);
            }
            if (sum < least || best < 0)
            {
                (best, least) = (cluster, sum);
            }
        }
        placed[group] = best;
        foreach (int row in closure.RowsOf(group))
        {
            Assigned[row] = best;
        }
        return least;
    }
}
