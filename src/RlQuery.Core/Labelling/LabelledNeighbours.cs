using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Labelling;

/// <summary>Labelled rows that are most like another row.</summary>
public static class LabelledNeighbours
{
    private const int MostLooked = 1000;

    /// <summary>The nearest labelled rows, by the Euclidean distance of the standardised features.</summary>
    /// <param name="table">The table.</param>
    /// <param name="row">0-based row; never among its own neighbours.</param>
    /// <param name="labelled">Rows with a label; of more than 1000, the last ones are looked at.</param>
    /// <param name="count">How many, at least 0; fewer where there are fewer.</param>
    /// <returns>The nearest first; of equally near ones, the one that was labelled first.</returns>
    public static IReadOnlyList<int> Of(LabellingTable table, int row, IReadOnlyList<int> labelled, int count)
    {
        if (count == 0 || labelled.Count == 0)
        {
            return [];
        }
        int[] among = [.. labelled.TakeLast(MostLooked).Where(other => other != row).Distinct()];
        int[] rows = [.. among.Append(row).Order()];
        float[] values = [];
        FeatureMatrix features = table.Standardized.Standardize(rows, ref values, new BlockMemory());
        float[] own = features.Row(Array.BinarySearch(rows, row)).ToArray();
        return [.. among.OrderBy(other => VectorMath.SquaredDistance(own, features.Row(Array.BinarySearch(rows, other)))).Take(count)];
    }
}
