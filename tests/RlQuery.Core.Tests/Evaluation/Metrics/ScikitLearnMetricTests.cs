using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Evaluation.Metrics;

/// <summary>Metrics against scikit-learn 1.2's values: with ties, with probabilities of 0 and 1, and with a class that no row has.</summary>
public sealed class ScikitLearnMetricTests
{
    private static readonly Case[] Cases = Expected.Read<Case[]>("metrics.json");

    public static TheoryData<string> Names => [.. Known.Parts.All<IMetric>().Select(metric => metric.Name).Where(Cases[0].Values.ContainsKey)];

    [Fact]
    public void Every_metric_that_scikit_learn_was_asked_for_is_there() =>
        Assert.Empty(Cases[0].Values.Keys.Except(Known.Parts.All<IMetric>().Select(metric => metric.Name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_agree(string name)
    {
        IMetric metric = Known.Parts.Find<IMetric>(name);
        foreach (Case one in Cases)
        {
            // scikit-learn sums some of them in single precision.
            Assert.Equal(one.Values[name], metric.Measure(new TestPredictions(one.Probabilities, one.Labels, one.Classes)), 2e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_order_of_the_rows_changes_nothing(string name)
    {
        IMetric metric = Known.Parts.Find<IMetric>(name);
        foreach (Case one in Cases)
        {
            int[] order = [.. Enumerable.Range(0, one.Labels.Length).Reverse()];
            float[] reversed = [.. order.SelectMany(row => one.Probabilities[(row * one.Classes)..((row + 1) * one.Classes)])];
            double expected = metric.Measure(new TestPredictions(one.Probabilities, one.Labels, one.Classes));
            Assert.Equal(expected, metric.Measure(new TestPredictions(reversed, [.. order.Select(row => one.Labels[row])], one.Classes)), 1e-12);
            Assert.InRange(expected, metric.Range.Lowest, metric.Range.Highest);
        }
    }

    private sealed record Case(string Kind, int Classes, int Parts, int[] Counts, int[] Labels, Dictionary<string, double> Values)
    {
        public float[] Probabilities => [.. Counts.Select(count => (float)count / Parts)];
    }
}
