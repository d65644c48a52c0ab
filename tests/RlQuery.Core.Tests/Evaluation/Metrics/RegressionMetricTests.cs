using RlQuery.Core.Data;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Evaluation.Metrics;

public sealed class RegressionMetricTests
{
    private static readonly double[] Targets = [3, -0.5, 2, 7];
    private static readonly double[] Values = [2.5, 0, 2, 8];

    public static TheoryData<string> Names => [.. Known.Parts.All<IMetric>().Where(metric => metric.Kind == TargetKind.Number).Select(metric => metric.Name)];

    /// <summary>The example of scikit-learn's own pages on mean_squared_error, mean_absolute_error and r2_score.</summary>
    [Theory]
    [InlineData("rmse", 0.6123724356957945, 0.5)]
    [InlineData("mae", 0.5, 0.5)]
    [InlineData("r2", 0.9486081370449679, 1)]
    public void Values_are_those_of_scikit_learn_in_units_of_the_targets_deviation(string name, double expected, double inTwoDeviations)
    {
        IMetric metric = Known.Parts.Find<IMetric>(name);
        Assert.Equal(expected, metric.Measure(TestPredictions.OfNumbers(Values, Targets, 1)), 1e-12);
        Assert.Equal(expected * inTwoDeviations, metric.Measure(TestPredictions.OfNumbers(Values, Targets, 2)), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predictions_without_fault_have_the_best_value_and_the_order_of_rows_changes_nothing(string name)
    {
        IMetric metric = Known.Parts.Find<IMetric>(name);
        Assert.Equal(metric.HigherIsBetter ? metric.Range.Highest : metric.Range.Lowest, metric.Measure(TestPredictions.OfNumbers(Targets, Targets, 1)));
        Assert.Equal(
            metric.Measure(TestPredictions.OfNumbers(Values, Targets, 1)),
            metric.Measure(TestPredictions.OfNumbers([.. Values.Reverse()], [.. Targets.Reverse()], 1)), 1e-12);
    }

    [Fact]
    public void The_mean_has_no_determination_and_equal_targets_have_none_to_measure()
    {
        IMetric metric = Known.Parts.Find<IMetric>("r2");
        Assert.Equal(0, metric.Measure(TestPredictions.OfNumbers([2.875, 2.875, 2.875, 2.875], Targets, 1)), 1e-12);
        Assert.Equal(
            "r2: has no value where all test targets are equal; use rmse or mae",
            Assert.Throws<InvalidInputException>(() => metric.Measure(TestPredictions.OfNumbers([1, 2], [3, 3], 1))).Message);
    }
}
