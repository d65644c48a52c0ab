using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Numerics;

/// <summary>Expected values were written by numpy 1.24 (Debian's python3-numpy).</summary>
public sealed class Pcg64Tests
{
    [Fact]
    public void Shuffles_ten_as_numpy_does()
    {
        Assert.Equal([4, 6, 2, 7, 3, 5, 9, 0, 8, 1], new Pcg64(0).Permutation(10));
        Assert.Equal([8, 4, 7, 0, 1, 2, 5, 9, 6, 3], new Pcg64(1).Permutation(10));
        Assert.Equal([8, 1, 2, 5, 3, 0, 9, 7, 4, 6], new Pcg64((1UL << 40) + 5).Permutation(10));
    }

    [Fact]
    public void Shuffles_sixty_three_as_numpy_does() => Assert.Equal(
        [
            16, 30, 20, 8, 43, 60, 52, 4, 53, 58, 10, 2, 57, 23, 24, 46, 11, 36, 19, 18, 35, 3, 1, 27, 17, 50, 21, 34, 44, 37, 0, 28,
            6, 22, 26, 42, 47, 61, 32, 25, 55, 9, 38, 48, 51, 40, 13, 12, 7, 45, 39, 62, 5, 49, 14, 54, 29, 41, 59, 56, 33, 15, 31,
        ],
        new Pcg64(0).Permutation(63));

    [Theory]
    [InlineData(270, new[] { 262, 123, 141, 152, 229, 92, 94, 181 }, 4853759L)]
    [InlineData(1000, new[] { 459, 206, 222, 162, 711, 814, 350, 890 }, 250431167L)]
    public void Shuffles_long_orders_as_numpy_does(int count, int[] first, long checksum)
    {
        int[] order = new Pcg64(0).Permutation(count);
        Assert.Equal(first, order[..8]);
        Assert.Equal(checksum, order.Select((value, index) => (long)value * index).Sum());
    }

    [Fact]
    public void Draws_doubles_and_words_as_numpy_does()
    {
        var generator = new Pcg64(7);
        Assert.Equal(0.625095466604667, generator.NextDouble());
        Assert.Equal(0.8972138009695755, generator.NextDouble());
        Assert.Equal(14308875409591826786UL, generator.NextUInt64());
    }

    [Fact]
    public void Spreads_several_words_of_entropy_as_numpy_does()
    {
        ulong[] words = new ulong[1];
        SeedSequence.Generate([1, 2, 3, 4], words);
        Assert.Equal(15323499849503866763UL, words[0]);
    }

    [Fact]
    public void Goes_on_from_a_saved_state()
    {
        var original = new Pcg64(3);
        original.NextUInt32();
        var copy = new Pcg64(99);
        copy.Load(original.Save());
        Assert.Equal(original.NextUInt32(), copy.NextUInt32());
        Assert.Equal(original.NextDouble(), copy.NextDouble());
    }

    [Fact]
    public void Children_of_other_names_are_other_streams() =>
        Assert.NotEqual(new Pcg64(1, "split").NextUInt64(), new Pcg64(1, "start").NextUInt64());

    [Fact]
    public void Gaussians_have_mean_zero_and_unit_variance()
    {
        var generator = new Pcg64(11);
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(_ => generator.NextGaussian())];
        Assert.InRange(draws.Average(), -0.03, 0.03);
        Assert.InRange(draws.Select(x => x * x).Average(), 0.96, 1.04);
    }
}
