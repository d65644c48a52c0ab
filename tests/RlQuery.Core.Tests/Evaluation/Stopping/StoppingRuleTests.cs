using RlQuery.Core.Evaluation.Stopping;
using RlQuery.Core.Statistics;

namespace RlQuery.Core.Tests.Evaluation.Stopping;

public sealed class StoppingRuleTests
{
    [Fact]
    public void A_point_knows_how_sure_the_model_is_of_what_is_not_labelled()
    {
        // Rows 0 and 2 are not labelled: they are predicted with 0.75 and 0.5.
        var point = StoppingPoint.Of(3, [0.25f, 0.75f, 1, 0, 0.5f, 0.5f], [0, 2], 2);
        Assert.Equal((3, 0.625, 0.5), (point.Queries, point.Confidence, point.LeastConfidence));
        Assert.Equal([1, 0, 0], point.Predictions);
        Assert.Equal((1, 1), (StoppingPoint.Of(3, [0.25f, 0.75f], [], 2).Confidence, StoppingPoint.Of(3, [0.25f, 0.75f], [], 2).LeastConfidence));
    }

    [Theory]
    [InlineData("confidence:0.625", true)]
    [InlineData("confidence:0.63", false)]
    [InlineData("max-uncertainty:0.5", true)]
    [InlineData("max-uncertainty:0.49", false)]
    [InlineData("budget:3", true)]
    [InlineData("budget:4", false)]
    public void A_threshold_holds_from_its_value_on(string rule, bool holds) =>
        Assert.Equal(holds, StoppingExpression.Parse(rule, Known.Parts).Watch().Holds(new StoppingPoint(3, 2, [1, 0], 0.625, 0.5)));

    [Fact]
    public void Predictions_are_unchanged_since_the_last_that_was_another()
    {
        int[][] predictions = [[0, 1], [0, 1], [1, 1], [1, 1], [1, 1], [0, 1]];
        IStoppingWatch watch = new UnchangedRule(2).Watch();
        Assert.Equal([false, false, false, false, true, false], predictions.Select((one, queries) => watch.Holds(new StoppingPoint(queries, 2, one, 0, 0))));
    }

    [Fact]
    public void A_label_costs_too_much_where_the_expected_error_falls_by_less_than_its_price()
    {
        // Over two labels each: .1 + .1, .1 + .02, .02 + .01 and .01 - .05.
        double[] errors = [0.5, 0.4, 0.3, 0.28, 0.27, 0.32];
        bool[] Stops(string rule)
        {
            IStoppingWatch watch = StoppingExpression.Parse(rule, Known.Parts).Watch();
            return [.. errors.Select((error, queries) => watch.Holds(new StoppingPoint(queries, 2, [0], 1 - error, 0.5)))];
        }
        Assert.Equal([false, false, false, false, true, true], Stops("cost:0.02:2"));
        Assert.Equal([false, false, false, true, true, true], Stops("cost:0.07:2"));
        Assert.Equal([false, false, false, false, false, true], Stops("cost:0:2"));
        // In batches of three labels the fall over all three counts.
        IStoppingWatch batches = new CostRule(0.05, 2).Watch();
        Assert.Equal(
            [false, false, true], new[] { 0.5, 0.34, 0.2 }.Select((error, batch) => batches.Holds(new StoppingPoint(3 * batch, 2, [0], 1 - error, 0.5))));
    }

    [Fact]
    public void Stability_is_the_mean_kappa_of_the_last_three_comparisons_that_far_apart()
    {
        // Two labels apart: the models at 0, 2, 4, 6 and 8 are compared; those between say other things.
        int[][] compared = [[0, 0, 1, 1], [1, 0, 1, 0], [0, 0, 1, 1], [0, 1, 1, 1], [0, 1, 1, 1]];
        double[] kappas = [.. Enumerable.Range(1, 4).Select(i => CohenKappa.Of(compared[i - 1], compared[i], 2))];
        double last = kappas[1..].Average();
        Assert.True(last > kappas[..3].Average());
        bool[] Stops(double threshold)
        {
            IStoppingWatch watch = new StabilityRule(threshold, 2).Watch();
            return [.. Enumerable.Range(0, 9).Select(
                queries => watch.Holds(new StoppingPoint(queries, 2, queries % 2 == 0 ? compared[queries / 2] : [1, 1, 0, 0], 0, 0)))];
        }
        Assert.Equal([.. new bool[8], true], Stops(last - 1e-9));
        Assert.Equal(new bool[9], Stops(last + 1e-9));
    }
}
