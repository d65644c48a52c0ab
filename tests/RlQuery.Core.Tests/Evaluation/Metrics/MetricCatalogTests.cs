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
            double right = metric.Measure(new TestPredictions(Sure(labels, classes), labels, classes) { OutOfScope = 1 });
            int[] others = [.. labels.Select(label => (label + 1) % classes)];
            double wrong = metric.Measure(new TestPredictions(Sure(others, classes), labels, classes) { OutOfScope = 1 });
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
    public void Out_of_scope_recall_and_classes_found_by_hand()
    {
        // Of three rows of class 2, one is recognised; class 1 is never recognised; class 3 has no row.
        int[] labels = [0, 0, 1, 2, 2, 2];
        float[] predicted = Sure([0, 1, 0, 2, 0, 3], 4);
        Assert.Equal(1.0 / 3, Known.Parts.Find<IMetric>("out-of-scope-recall").Measure(new TestPredictions(predicted, labels, 4) { OutOfScope = 2 }), 1e-12);
        Assert.Equal(2.0 / 3, Known.Parts.Find<IMetric>("classes-found").Measure(new TestPredictions(predicted, labels, 4)), 1e-12);
    }

    [Theory]
    [InlineData(-1, "out-of-scope-recall: the data have no class that is out of scope; name it in the environment, under outOfScope")]
    [InlineData(1, "out-of-scope-recall: no test row is out of scope; it takes at least one")]
    public void Out_of_scope_recall_needs_rows_that_are_out_of_scope(int label, string fault) => Assert.Equal(
        fault,
        Assert.Throws<InvalidInputException>(() =>
            Known.Parts.Find<IMetric>("out-of-scope-recall").Measure(new TestPredictions([1, 0, 1, 0], [0, 0], 2) { OutOfScope = label })).Message);

    [Fact]
    public void A_name_that_none_has_is_refused_with_the_nearest_one() => Assert.Equal(
        "metric: 'logloss' is unknown; did you mean 'log-loss'?", Assert.Throws<InvalidInputException>(() => Known.Parts.Find<IMetric>("logloss")).Message);

    private static float[] Sure(int[] labels, int classes) =>
        [.. labels.SelectMany(label => Enumerable.Range(0, classes).Select(own => own == label ? 1f : 0))];
}
