using System.Globalization;

namespace RlQuery.Reports.Tests;

public sealed class TickScaleTests
{
    [Theory]
    [InlineData(0.48, 0.93, 6, new[] { "0.5", "0.6", "0.7", "0.8", "0.9" })]
    [InlineData(2, 42, 6, new[] { "10", "20", "30", "40" })]
    [InlineData(0, 200_000, 8, new[] { "0", "25,000", "50,000", "75,000", "100,000", "125,000", "150,000", "175,000", "200,000" })]
    [InlineData(-0.011, 0.012, 5, new[] { "-0.010", "-0.005", "0.000", "0.005", "0.010" })]
    [InlineData(0, 1, 4, new[] { "0.00", "0.25", "0.50", "0.75", "1.00" })]
    [InlineData(1, 9, 8, new[] { "1", "2", "3", "4", "5", "6", "7", "8", "9" })]
    public void Ticks_are_round_numbers(double minimum, double maximum, int atMost, string[] labels) =>
        Assert.Equal(labels, Labels(minimum, maximum, atMost));

    [Fact]
    public void Labels_say_exactly_where_a_tick_is_and_never_crowd()
    {
        for (int k = 1; k < 400; k++)
        {
            double minimum = Math.Sin(k) * Math.Pow(10, k % 7 - 3);
            double maximum = minimum + (Math.Pow(10, k % 5 - 2) * (1 + (k % 13)));
            var ticks = TickScale.Create(minimum, maximum, 6);
            ticks.Regenerate(new ScottPlot.CoordinateRange(minimum, maximum), ScottPlot.Edge.Left, default, null!, null!);
            Assert.InRange(ticks.Ticks.Length, 2, 7);
            Assert.All(ticks.Ticks, tick =>
            {
                Assert.InRange(tick.Position, minimum, maximum);
                Assert.Equal(tick.Position, double.Parse(tick.Label, CultureInfo.InvariantCulture), 1e-9);
            });
            Assert.Equal(ticks.Ticks.Length, ticks.Ticks.Select(tick => tick.Label).Distinct().Count());
        }
    }

    private static string[] Labels(double minimum, double maximum, int atMost)
    {
        var ticks = TickScale.Create(minimum, maximum, atMost);
        ticks.Regenerate(new ScottPlot.CoordinateRange(minimum - 1e-9, maximum + 1e-9), ScottPlot.Edge.Left, default, null!, null!);
        return [.. ticks.Ticks.Select(tick => tick.Label)];
    }
}
