using RlQuery.Core.Policies;

namespace RlQuery.Core.Tests.Policies;

public sealed class PolicyRangeTests
{
    private static readonly PolicyDocument Document = SamplePolicy.Document() with { Weights = "ab" };

    [Fact]
    public void A_range_is_read_as_it_was_written()
    {
        using var folder = new TemporaryFolder();
        PolicyRange range = Range("ab", 0, 1, 2, 3, 4);
        range.Write(folder.Path);
        PolicyRange read = PolicyRange.Read(folder.Path, Document)!;
        Assert.Equal(("ab", 3, 1UL), (read.Weights, read.Problems, read.Seed));
        Assert.Equal(range.Values[0].Quantiles, read.Values[0].Quantiles);
    }

    [Fact]
    public void A_folder_without_the_file_has_no_range()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(PolicyRange.Read(folder.Path, Document));
    }

    [Theory]
    [InlineData("{", "damaged")]
    [InlineData("{}", "damaged")]
    [InlineData("null", "damaged")]
    [InlineData("""{"format":2,"weights":"ab","problems":3,"seed":1,"values":[]}""", "format 2 is unknown; this version reads 1")]
    [InlineData("""{"format":1,"weights":"cd","problems":3,"seed":1,"values":[]}""", "it is the range of another policy")]
    [InlineData("""{"format":1,"weights":"ab","problems":3,"seed":1,"values":[null]}""", "values: '' is no signal")]
    [InlineData("""{"format":1,"weights":"ab","problems":3,"seed":1,"values":[{"of":"state","name":"margin","quantiles":[0]}]}""", "values: 'margin' is no")]
    [InlineData("""{"format":1,"weights":"ab","problems":3,"seed":1,"values":[{"of":"mean","name":"margin","quantiles":[0,4,3]}]}""", "values: the mean")]
    public void A_damaged_range_is_refused_by_name(string text, string fault)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File(PolicyRange.FileName), text);
        Assert.StartsWith(
            $"{folder.File(PolicyRange.FileName)}: {fault}", Assert.Throws<InvalidInputException>(() => PolicyRange.Read(folder.Path, Document)).Faults[0],
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(4, 0.5)]
    [InlineData(-3, 2)]
    public void The_distance_is_in_units_of_the_range(double value, double distance) =>
        Assert.Equal(distance, Range("ab", 0, 1, 2, 3, 4).Values[0].Distance(value));

    private static PolicyRange Range(string weights, params double[] quantiles) =>
        new(weights, 3, 1, [new ValueRange(RangeValue.Deviation, "margin", quantiles)]) { Format = PolicyRange.CurrentFormat };
}
