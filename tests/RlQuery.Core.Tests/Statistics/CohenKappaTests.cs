using RlQuery.Core.Statistics;

namespace RlQuery.Core.Tests.Statistics;

public sealed class CohenKappaTests
{
    // The textbook's 50 grant proposals: both yes 20, both no 15, first alone yes 5, second alone yes 10; kappa 0.40.
    [Fact]
    public void The_textbook_example()
    {
        int[] first = [.. Enumerable.Repeat(1, 25), .. Enumerable.Repeat(0, 25)];
        int[] second = [.. Enumerable.Repeat(1, 20), .. Enumerable.Repeat(0, 5), .. Enumerable.Repeat(1, 10), .. Enumerable.Repeat(0, 15)];
        Assert.Equal(0.4, CohenKappa.Of(first, second, 2), 12);
        Assert.Equal(0.4, CohenKappa.Of(second, first, 2), 12);
    }

    [Theory]
    [InlineData(new[] { 0, 0, 0 }, new[] { 0, 0, 0 }, 1)]
    [InlineData(new[] { 0, 1, 2 }, new[] { 0, 1, 2 }, 1)]
    [InlineData(new[] { 0, 1, 0, 1 }, new[] { 0, 0, 1, 1 }, 0)]
    [InlineData(new[] { 0, 1 }, new[] { 1, 0 }, -1)]
    [InlineData(new[] { 0, 0 }, new[] { 0, 1 }, 0)]
    // webis-de/small-text@9ffa298 tests/unit/small_text/stopping_criteria/test_kappa.py.
    [InlineData(new[] { 0, 0, 0, 0, 0 }, new[] { 1, 1, 1, 1, 1 }, 0)]
    [InlineData(new[] { 0, 1, 1, 1, 1 }, new[] { 1, 1, 1, 1, 0 }, -0.25)]
    public void Ends_and_middle_of_the_scale(int[] first, int[] second, double kappa) => Assert.Equal(kappa, CohenKappa.Of(first, second, 3), 12);
}
