using RlQuery.Core.Data;

namespace RlQuery.Core.Tests.Data;

public sealed class FeatureWeightsTests
{
    [Fact]
    public void The_weight_is_the_standard_deviation_once_standardised()
    {
        float[] values = [1, 10, 2, 30, 5, 20, 9, 70];
        Dataset data = Dataset.ForClassification("d", "d", values, [0, 1, 0, 1], ["a", "b"], ["no", "yes"]).Weighted([1, 0.25f]);
        int[] rows = [0, 1, 2, 3];
        float[] scaled = Standardizer.Fit(data, rows).Transform(data, rows);
        foreach ((int feature, double deviation) in ((int, double)[])[(0, 1), (1, 0.25)])
        {
            double[] column = [.. rows.Select(row => (double)scaled[(row * 2) + feature])];
            Assert.Equal(0, column.Average(), 5);
            Assert.Equal(deviation * deviation, column.Average(value => value * value), 5);
        }
        Assert.NotEqual(data.Hash, data.Weighted(null).Hash);
        Assert.Equal(data.Weights, data.Rename("other").Weights);
        Assert.Equal(data.Weights, data.LabelledAlone().Weights);
    }
}
