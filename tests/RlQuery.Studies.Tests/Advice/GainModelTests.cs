using RlQuery.Core;
using RlQuery.Studies.Advice;

namespace RlQuery.Studies.Tests.Advice;

public sealed class GainModelTests
{
    [Fact]
    public void The_nearest_sets_are_those_with_the_nearest_descriptors_and_equally_near_ones_all_count()
    {
        TableDescriptors[] tables = [AdviceSamples.Table(2), AdviceSamples.Table(2), AdviceSamples.Table(2), AdviceSamples.Table(8), AdviceSamples.Table(16)];
        var model = new GainModel(GainModel.Nearest, 2, ["classes"]);
        Assert.Equal([0, 1, 2], model.Alike(tables, AdviceSamples.Table(3)));
        Assert.Equal([4, 3], model.Alike(tables, AdviceSamples.Table(40)));
        Assert.Equal([1 / 3.0, 1 / 3.0, 1 / 3.0, 0, 0], model.Weights(tables, AdviceSamples.Table(3)));
    }

    [Fact]
    public void Ridge_without_penalty_meets_a_line_exactly()
    {
        TableDescriptors[] tables = [.. Enumerable.Range(2, 9).Select(classes => AdviceSamples.Table(classes))];
        double[] weights = new GainModel(GainModel.Ridge, 1e-9, ["classes"]).Weights(tables, AdviceSamples.Table(30));
        Assert.Equal(1, weights.Sum(), 9);
        Assert.Equal(0.5 + (3 * Math.Log(30)), tables.Zip(weights, (table, weight) => weight * (0.5 + (3 * Math.Log(table.Classes)))).Sum(), 6);
    }

    [Fact]
    public void What_a_table_does_not_show_counts_as_the_mean()
    {
        TableDescriptors[] tables = [.. new[] { 0.2, 0.4, 0.9 }.Select(balance => AdviceSamples.Table(2) with { Balance = balance })];
        var model = new GainModel(GainModel.Ridge, 0.1, ["balance"]);
        double[] ofMean = model.Weights(tables, AdviceSamples.Table(2) with { Balance = 0.5 });
        Assert.Equal(ofMean, model.Weights(tables, AdviceSamples.Table(2)), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Theory]
    [InlineData("forest", 5, "classes")]
    [InlineData("nearest", 0, "classes")]
    [InlineData("nearest", 5, "colour")]
    public void A_model_that_is_none_is_refused(string method, double strength, string descriptor) =>
        Assert.Throws<InvalidInputException>(() => new GainModel(method, strength, [descriptor]).Check("advice.json"));
}
