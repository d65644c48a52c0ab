using RlQuery.Core.Evaluation;

namespace RlQuery.Core.Tests.Evaluation;

public sealed class LearningCurveTests
{
    [Theory]
    // By hand: (0.5 + 0.7)/2 = 0.6; the two trapezoids 0.6 and 0.8 average to 0.7.
    [InlineData(new[] { 2, 3 }, new[] { 0.5, 0.7 }, 0.6)]
    [InlineData(new[] { 2, 3, 4 }, new[] { 0.5, 0.7, 0.9 }, 0.7)]
    // Steps of unequal width: (1 x 0.6 + 3 x 0.8) / 4.
    [InlineData(new[] { 2, 3, 6 }, new[] { 0.5, 0.7, 0.9 }, 0.75)]
    [InlineData(new[] { 10, 20, 40 }, new[] { 0.8, 0.8, 0.8 }, 0.8)]
    [InlineData(new[] { 5 }, new[] { 0.4 }, 0.4)]
    public void Aubc_is_the_trapezoid_area_over_the_range_of_labels(int[] labels, double[] scores, double expected)
    {
        var curve = new LearningCurve(labels, scores);
        Assert.Equal(expected, curve.Aubc, 1e-12);
        Assert.Equal(scores[^1], curve.Final);
    }
}
