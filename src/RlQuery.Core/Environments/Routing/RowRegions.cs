using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments.Routing;

/// <summary>Regions of the features: some rows by lot are their centres, and each row is of the nearest one.</summary>
internal static class RowRegions
{
    /// <summary>The region of each row.</summary>
    /// <param name="items">The rows.</param>
    /// <param name="regions">Number of regions; fewer where there are fewer rows.</param>
    /// <param name="seed">Draws the centres.</param>
    public static int[] Of(Items items, int regions, ulong seed)
    {
        int[] centres = [.. Enumerable.Range(0, items.Count).OrderBy(row => SeedSequence.Child(seed, (ulong)items.Rows[row])).ThenBy(row => items.Rows[row])
            .Take(regions)];
        return [.. Enumerable.Range(0, items.Count).Select(row => Nearest(items, row, centres))];
    }

    private static int Nearest(Items items, int row, int[] centres)
    {
        int nearest = 0;
        double least = double.PositiveInfinity;
        for (int region = 0; region < centres.Length; region++)
        {
            double distance = VectorMath.SquaredDistance(items.Features.Row(row), items.Features.Row(centres[region]));
            (nearest, least) = distance < least ? (region, distance) : (nearest, least);
        }
        return nearest;
    }
}
