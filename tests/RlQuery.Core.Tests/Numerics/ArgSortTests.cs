using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Numerics;

/// <summary>Expected values were written by numpy 1.24 (Debian's python3-numpy).</summary>
public sealed class ArgSortTests
{
    [Theory]
    [InlineData(16, new[] { 0, 5, 10, 15, 1, 4, 6, 9, 11, 14, 2, 3, 7, 8, 12, 13 })]
    [InlineData(17, new[] { 0, 10, 5, 15, 14, 11, 9, 16, 6, 4, 1, 3, 2, 12, 13, 7, 8 })]
    [InlineData(
        40,
        new[]
        {
            0, 35, 5, 30, 25, 10, 20, 15, 36, 34, 31, 29, 26, 24, 21, 16, 19, 39, 1, 11, 9, 4, 6, 14, 37, 2, 3, 33, 32, 17, 27, 8, 23, 22, 12, 13, 38, 18, 7,
            28,
        })]
    public void Leaves_equal_values_in_numpys_order(int count, int[] expected) =>
        Assert.Equal(expected, ArgSort.Of([.. Enumerable.Range(0, count).Select(i => (double)(i * i * 7 % 5))]));

    [Fact]
    public void Leaves_many_equal_values_in_numpys_order()
    {
        int[] order = ArgSort.Of([.. Enumerable.Range(0, 2000).Select(i => (double)(((i * i * 7) + i) % 11))]);
        Assert.Equal(1983599604L, order.Select((place, i) => (long)place * i).Sum());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(500)]
    public void Sorts(int count)
    {
        var draws = new Pcg64((ulong)count);
        double[] values = [.. Enumerable.Range(0, count).Select(_ => draws.NextDouble())];
        Assert.Equal(Enumerable.Range(0, count).OrderBy(i => values[i]), ArgSort.Of(values));
        Assert.Empty(ArgSort.Of([]));
    }
}
