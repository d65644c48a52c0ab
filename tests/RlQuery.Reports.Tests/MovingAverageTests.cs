namespace RlQuery.Reports.Tests;

public sealed class MovingAverageTests
{
    [Fact]
    public void Averages_over_the_window_and_over_less_at_both_ends() =>
        Assert.Equal([2.0, 3, 4, 6, 6.5], MovingAverage.Smooth([1, 3, 5, 4, 9], 3));

    [Fact]
    public void Leaves_a_constant_as_it_is() =>
        Assert.All(MovingAverage.Smooth([.. Enumerable.Repeat(0.25, 100)], 7), value => Assert.Equal(0.25, value, 12));

    [Theory]
    [InlineData(1, 5)]
    [InlineData(100, 5)]
    [InlineData(400, 21)]
    public void The_window_is_odd_and_a_twentieth_of_the_run(int points, int window) =>
        Assert.Equal(window, MovingAverage.Window(points));
}
