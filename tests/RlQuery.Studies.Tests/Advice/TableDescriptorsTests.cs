using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Studies.Advice;

namespace RlQuery.Studies.Tests.Advice;

public sealed class TableDescriptorsTests
{
    [Theory]
    [InlineData(4000, 6)]
    [InlineData(200, 2000)]
    public void Independent_columns_spread_in_as_many_directions_as_rows_and_columns_allow(int rows, int columns)
    {
        var draws = new Pcg64(1, "columns");
        double found = Of(rows, columns, (_, _) => draws.NextGaussian()).EffectiveDimensions!.Value;
        // A sample of n rows of d independent columns has about 1 / (1/n + 1/d) effective dimensions.
        double expected = 1 / ((1.0 / Math.Min(rows, 512)) + (1.0 / columns));
        Assert.InRange(found, 0.95 * expected, 1.05 * expected);
    }

    [Fact]
    public void Copies_of_one_column_are_one_direction_whatever_their_units() =>
        Assert.Equal(1, Of(100, 7, (row, column) => row * Math.Pow(10, column - 3)).EffectiveDimensions!.Value, 3);

    [Fact]
    public void A_table_of_constants_has_no_direction() => Assert.Equal(0, Of(10, 3, (_, column) => column).EffectiveDimensions);

    [Fact]
    public void Columns_with_two_values_are_counted()
    {
        Assert.Equal(0.5, Of(12, 2, (row, column) => column == 0 ? row % 2 : row % 3).TwoValued);
        Assert.Equal(1, Of(12, 2, (_, column) => column).TwoValued);
    }

    [Fact]
    public void Balance_is_told_where_there_are_labels()
    {
        Assert.Null(Of(10, 1, (row, _) => row).Balance);
        Assert.Equal(1, Of(10, 1, (row, _) => row, row => row % 2).Balance);
        Assert.Equal(0, Of(10, 1, (row, _) => row, _ => 0).Balance);
        Assert.Equal(0.8113, Of(4, 1, (row, _) => row, row => row == 0 ? 1 : 0).Balance);
    }

    private static TableDescriptors Of(int rows, int columns, Func<int, int, double> value, Func<int, int>? label = null)
    {
        float[] values = [.. Enumerable.Range(0, rows * columns).Select(i => (float)value(i / columns, i % columns))];
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => label?.Invoke(row) ?? Dataset.Unlabelled)];
        string[] names = [.. Enumerable.Range(0, columns).Select(column => $"x{column}")];
        return TableDescriptors.Of(Dataset.ForClassification("table", "made", values, labels, names, ["a", "b"]), 2);
    }
}
