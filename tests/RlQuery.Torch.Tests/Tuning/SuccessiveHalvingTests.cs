using RlQuery.Torch.Tuning;

namespace RlQuery.Torch.Tests.Tuning;

public sealed class SuccessiveHalvingTests
{
    [Theory]
    // The first is the most exploring bracket in table 1 of L. Li et al., "Hyperband" (2018).
    [InlineData(81, 81, 3, "81:1 27:3 9:9 3:27 1:81")]
    [InlineData(32, 27000, 3, "32:1000 10:3000 3:9000 1:27000")]
    [InlineData(32, 3200, 2, "32:100 16:200 8:400 4:800 2:1600 1:3200")]
    [InlineData(8, 90, 3, "8:30 2:90")]
    [InlineData(2, 50, 3, "2:50")]
    [InlineData(1, 50, 3, "1:50")]
    [InlineData(9, 2, 3, "9:1 3:1 1:2")]
    public void Rungs_are_those_of_the_published_schedule(int trials, int steps, int eta, string expected) =>
        Assert.Equal(expected, string.Join(' ', SuccessiveHalving.Rungs(trials, steps, eta).Select(rung => $"{rung.Trials}:{rung.Steps}")));

    [Fact]
    public void The_best_go_on_and_of_equal_ones_the_first() =>
        Assert.Equal([2, 4], SuccessiveHalving.Best([(5, 0.1), (4, 0.2), (2, 0.1), (1, -0.3)], 2));
}
