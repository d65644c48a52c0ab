using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Numerics;

public sealed class RankingTests
{
    [Theory]
    [InlineData(2, 1000)]
    [InlineData(300, 1000)]
    [InlineData(300, 7)]
    [InlineData(1500, 100_000)]
    [InlineData(1500, 3)]
    public void A_rank_is_the_share_of_smaller_values_and_half_the_equal_ones(int count, int levels)
    {
        var draws = new Pcg64(1, $"{count}/{levels}");
        float[] values = [.. Enumerable.Range(0, count).Select(_ => (draws.NextInt(levels) - (levels / 2)) * 0.37f)];
        float[] expected = [.. values.Select(own => (values.Count(value => value < own) + ((values.Count(value => value == own) - 1) / 2f)) / (count - 1))];
        Ranking.ToRanks(values, new float[count], new int[count]);
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(expected[i], values[i], 1e-6f);
        }
    }

    [Fact]
    public void Zero_has_no_sign_and_infinities_have_their_places()
    {
        float[] values = [0f, -0f, float.PositiveInfinity, -1e-40f, float.NegativeInfinity];
        Ranking.ToRanks(values, new float[5], new int[5]);
        Assert.Equal([0.625f, 0.625f, 1f, 0.25f, 0f], values);
    }
}
