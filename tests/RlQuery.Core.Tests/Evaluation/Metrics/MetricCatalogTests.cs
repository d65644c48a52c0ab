using RlQuery.Core.Data;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Evaluation.Metrics;

public sealed class MetricCatalogTests
{
    public static TheoryData<string> Classification =>
        [.. Known.Parts.All<IMetric>().Where(metric => metric.Kind == TargetKind.Class).Select(metric => metric.Name)];

    [Fact]
    public void Names_are_told_apart() =>
        Assert.Equal(Known.Parts.All<IMetric>().Count, Known.Parts.All<IMetric>().Select(metric => metric.Name).Distinct().Count());

    [Theory]
    [MemberData(nameof(Classification))]
    public void Predictions_without_fault_have_the_best_value_and_the_opposite_is_worse(string name)
    {
        IMetric metric = Known.Parts.Find<IMetric>(name);
        foreach (int classes in new[] { 2, 3 })
        {
            int[] labels = [.. Enumerable.Range(0, 4 * classes).Select(row => row % classes)];
            double right = metric.Measure(new TestPredictions(Sure(labels, classes), labels, classes));
            double wrong = metric.Measure(new TestPredictions(Sure([.. labels.Select(label => (label + 1) % classes)], classes), labels, classes));
            Assert.Equal(metric.HigherIsBetter ? metric.Range.Highest : metric.Range.Lowest, right, 1e-9);
            Assert.Equal(metric.HigherIsBetter, right > wrong);
        }
    }

    [Fact]
    public void An_area_under_the_roc_curve_takes_rows_of_two_classes()
    {
        string fault =
            Assert.Throws<InvalidInputException>(() => Known.Parts.Find<IMetric>("auc").Measure(new TestPredictions([0.5f, 0.5f, 1, 0], [0, 0], 2))).Message;
        Assert.Equal("auc: all test rows are of one class; it takes rows of two", fault);
    }

    [Fact]
    public void A_name_that_none_has_is_refused_with_the_nearest_one() => Assert.Equal(
        "metric: 'logloss' is unknown; did you mean 'log-loss'?", Assert.Throws<InvalidInputException>(() => Known.Parts.Find<IMetric>("logloss")).Message);

    private static float[] Sure(int[] labels, int classes) =>
        [.. labels.SelectMany(label => Enumerable.Range(0, classes).Select(own => own == label ? 1f : 0))];
}
