using RlQuery.Core.Numerics;

namespace RlQuery.Core.Strategies;

/// <summary>The sum of the ranks that two columns give to candidates: of different units, ranks can be added.</summary>
internal static class RankSum
{
    /// <summary>Sums the ranks by a column of which the highest values are best and by one of which the lowest are.</summary>
    /// <param name="highest">A value for each candidate.</param>
    /// <param name="lowest">A value for each candidate.</param>
    /// <param name="scores">Set: the best candidate has the highest.</param>
    public static void Of(ReadOnlySpan<float> highest, ReadOnlySpan<float> lowest, Span<float> scores)
    {
        float[] up = Ranks(highest);
        float[] down = Ranks(lowest);
        for (int i = 0; i < up.Length; i++)
        {
            scores[i] = up[i] - down[i];
        }
    }

    private static float[] Ranks(ReadOnlySpan<float> values)
    {
        float[] ranks = values.ToArray();
        Ranking.ToRanks(ranks, new float[ranks.Length], new int[ranks.Length]);
        return ranks;
    }
}
