using RlQuery.Core.Environments;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

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
        var curve = new LearningCurve([.. labels.Select(label => (double)label)], scores);
        Assert.Equal(expected, curve.Aubc, 1e-12);
        Assert.Equal(scores[^1], curve.Final);
    }

    [Fact]
    public void The_x_axis_is_what_the_oracle_charges()
    {
        Problem problem = Problems.Blobs(pool: 20, classes: 2);
        var costly = new Problem(problem.Task, problem.Items, problem.Units, new Costly(problem.Oracle), problem.Judge, problem.Start);
        LearningCurve Run(Problem one) => new StrategyRunner(new LogisticRegressionFactory(), new EpisodeOptions(Budget: 3)).Run(one, new RandomStrategy(), 1);
        LearningCurve labels = Run(problem);
        LearningCurve costs = Run(costly);
        Assert.Equal([2, 3, 4, 5], labels.Costs);
        Assert.Equal(labels.Scores, costs.Scores);
        Assert.Equal(problem.Start.Sum(item => 1 + (item / 10.0)), costs.Costs[0], 1e-12);
        Assert.True(costs.Costs[^1] > labels.Costs[^1]);
        Assert.Equal("labels", labels.CostUnit);
    }

    /// <summary>Items with higher numbers cost more.</summary>
    private sealed class Costly(IOracle oracle) : IOracle
    {
        public double CostOf(int item) => 1 + (item / 10.0);

        public void Ask(int item, Span<double> answer) => oracle.Ask(item, answer);
    }
}
