using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;

namespace RlQuery.Core.Tests.Data;

public sealed class SinglePrecisionTests : IDisposable
{
    private const int Rows = 300;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1700000000", "1")] // seconds since 1970
    [InlineData("1700000000000", "37")] // milliseconds
    [InlineData("9007199254740992", "1")] // 2^53: double precision loses every other one
    [InlineData("123456789012345678901234", "3")] // beyond 64 bits
    [InlineData("-1700000000", "1")]
    [InlineData("52.520008", "0.00000001")] // a place in a town
    [InlineData("4000000.25", "0.015625")]
    public void A_large_offset_makes_no_two_numbers_equal(string offset, string step)
    {
        float[] values = Read(row => decimal.Parse(offset, CultureInfo.InvariantCulture) + (row * decimal.Parse(step, CultureInfo.InvariantCulture)));
        Assert.Equal(Rows, values.Distinct().Count());
        for (int row = 1; row < Rows; row++)
        {
            Assert.Equal(1, (values[row] - values[0]) / (row * (values[^1] - values[0]) / (Rows - 1)), 3);
        }
    }

    [Fact]
    public void Numbers_that_single_precision_tells_apart_stay_as_they_are() =>
        Assert.Equal([.. Enumerable.Range(0, Rows).Select(row => 2000 + (row * 0.1f))], Read(row => 2000 + (row * 0.1m)));

    [Fact]
    public void The_order_of_rows_changes_no_number()
    {
        float[] forward = Read(row => 1_700_000_000 + row);
        float[] backward = Read(row => 1_700_000_000 + Rows - 1 - row);
        Assert.Equal(forward, backward.Reverse());
    }

    [Fact]
    public void Where_different_numbers_still_become_equal_a_note_counts_them()
    {
        // A single 0 among seconds leaves no offset to take away.
        string path = _folder.Write("data.csv", Text(row => row == 0 ? 0 : 1_700_000_000 + row));
        IReadOnlyList<string> notes = DatasetReader.Read(path).Notes;
        Assert.Contains(notes, note => note.EndsWith("column a: 300 different numbers become 4 in single precision", StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_table_of_plain_numbers_is_read_as_a_short_one_is()
    {
        float[] expected = Read(row => 1_700_000_000 + row);
        string filler = string.Concat(Enumerable.Repeat(",0.5", 60));
        string text = "a" + string.Concat(Enumerable.Range(0, 60).Select(i => $",f{i}")) + ",label\n"
            + string.Concat(Enumerable.Range(0, Rows).Select(row => $"{1_700_000_000 + row}{filler},{(row % 2 == 0 ? "x" : "y")}\n"));
        Dataset data = DatasetReader.Read(_folder.Write("long.csv", text));
        Assert.Equal(expected, Enumerable.Range(0, Rows).Select(row => data.Row(row)[0]));
    }

    [Fact]
    public void A_libsvm_file_keeps_what_tells_numbers_apart()
    {
        string path = _folder.Write("data.svm", string.Concat(Enumerable.Range(0, Rows).Select(row => $"{row % 2} 1:{1_700_000_000 + row}\n")));
        Assert.Equal(Rows, DatasetReader.Read(path).Values.ToArray().Distinct().Count());
    }

    private float[] Read(Func<int, decimal> number) => DatasetReader.Read(_folder.Write("data.csv", Text(number))).Values.ToArray();

    private static string Text(Func<int, decimal> number) =>
        "a,label\n" + string.Concat(Enumerable.Range(0, Rows).Select(row =>
            string.Create(CultureInfo.InvariantCulture, $"{number(row)},{(row % 2 == 0 ? "x" : "y")}\n")));
}
