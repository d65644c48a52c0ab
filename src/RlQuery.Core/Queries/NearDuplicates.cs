using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Queries;

/// <summary>How near two rows of a table must be to be near-duplicates.</summary>
/// <remarks>
/// A quarter of the typical distance between neighbours in a random eighth of the rows (at least two, at most 64), standardised. The sample is small, so that
/// it seldom holds two copies of a row even if most of a table are copies. It does not depend on the labels.
/// </remarks>
internal static class NearDuplicates
{
    private const int SampleShare = 8;
    private const int MostSampled = 64;
    private const float Share = 0.25f;

    /// <summary>Squared distance up to which two rows are near-duplicates; 0, which is that of copies, in a table of fewer than two rows.</summary>
    /// <param name="data">The table.</param>
    /// <param name="standardizer">Fitted to it.</param>
    /// <param name="rows">Rows that are looked at.</param>
    /// <param name="seed">Draws the sample.</param>
    public static float SquaredDistance(Dataset data, Standardizer standardizer, int[] rows, ulong seed)
    {
        if (rows.Length < 2)
        {
            return 0;
        }
        int count = Math.Clamp(rows.Length / SampleShare, 2, MostSampled);
        var draws = new Pcg64(seed, "near-duplicates");
        var sample = new HashSet<int>();
        while (sample.Count < count)
        {
            sample.Add(rows[draws.NextInt(rows.Length)]);
        }
        var values = new FeatureMatrix(standardizer.Transform(data, [.. sample]), count, data.Features);
        float[] nearest = new float[count];
        for (int i = 0; i < count; i++)
        {
            nearest[i] = float.PositiveInfinity;
            for (int j = 0; j < count; j++)
            {
                nearest[i] = i == j ? nearest[i] : Math.Min(nearest[i], VectorMath.SquaredDistance(values.Row(i), values.Row(j)));
            }
        }
        Array.Sort(nearest);
        return Share * Share * nearest[count / 2];
    }
}
