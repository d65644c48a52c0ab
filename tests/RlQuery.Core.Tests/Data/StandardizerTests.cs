using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Data;

public sealed class StandardizerTests
{
    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void The_fitted_rows_come_out_with_mean_zero_and_deviation_one(ulong seed)
    {
        Dataset data = RandomData.Classes(seed, leastPerClass: 5);
        int[] rows = [.. Enumerable.Range(0, data.Rows).Where(row => row % 3 != 0)];
        float[] values = Standardizer.Fit(data, rows).Transform(data, rows);
        for (int j = 0; j < data.Features; j++)
        {
            float[] column = [.. Enumerable.Range(0, rows.Length).Select(i => values[(i * data.Features) + j])];
            Assert.Equal(0, column.Average(), 1e-5);
            Assert.Equal(1, column.Average(x => x * x), 1e-5);
        }
    }

    /// <summary>By hand: means 7/3, 7, 1e8 + 8/3; population variances 14/9, 0, 128/9.</summary>
    [Fact]
    public void Means_and_population_deviations_are_exact()
    {
        var data = Dataset.ForClassification("d", "t", [1, 7, 1e8f, 2, 7, 1e8f, 4, 7, 1e8f + 8], [0, 0, 0], ["a", "b", "c"], ["x"]);
        var standardizer = Standardizer.Fit(data, [0, 1, 2]);
        Assert.Equal(7.0 / 3, standardizer.Means[0], 1e-15);
        Assert.Equal(Math.Sqrt(14.0 / 9), standardizer.Scales[0], 1e-15);
        Assert.Equal((7.0, 1.0), (standardizer.Means[1], standardizer.Scales[1]));
        Assert.Equal(Math.Sqrt(128.0 / 9), standardizer.Scales[2], 1e-8);
        Assert.Equal([-1.0690449f, 0, -0.70710677f], standardizer.Transform(data, [0]));
    }

    [Fact]
    public void A_constant_feature_is_centred_though_its_mean_is_rounded()
    {
        var data = Dataset.ForClassification("d", "t", [.. Enumerable.Repeat(0.1f, 999)], new int[999], ["a"], ["x"]);
        int[] rows = [.. Enumerable.Range(0, 999)];
        var standardizer = Standardizer.Fit(data, rows);
        Assert.Equal(1.0, standardizer.Scales[0]);
        Assert.All(standardizer.Transform(data, rows), value => Assert.InRange(value, -1e-9f, 1e-9f));
    }

    /// <summary>Values are standardised several at a time.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(21)]
    public void Each_value_is_rounded_as_it_is_by_itself(int features)
    {
        var draws = new Pcg64(4);
        float[] values = [.. Enumerable.Range(0, 60 * features).Select(i => (float)((draws.NextGaussian() * (1 + (i % features))) + (100 * (i % features))))];
        var data = Dataset.ForClassification("d", "t", values, new int[60], [.. Enumerable.Range(0, features).Select(i => $"x{i}")], ["a"]);
        int[] rows = [.. Enumerable.Range(0, 60)];
        var standardizer = Standardizer.Fit(data, rows);
        float[] expected =
            [.. values.Select((value, i) => (float)((value - standardizer.Means[i % features]) / standardizer.Scales[i % features]))];
        Assert.Equal(expected, standardizer.Transform(data, rows));
    }
}
