using System.Globalization;
using System.Text;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Formats;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Data;

/// <summary>A long plain table is read without holding its text; the same file packed is read as any other, and must give the same.</summary>
public sealed class NumericCsvTests
{
    private const int Rows = 3000;

    public static TheoryData<string, string, string, string?, bool> Forms => new()
    {
        { ",", "\n", "header", null, true }, { ";", "\r\n", "header", "label", true }, { "\t", "\n", "header", "-1", true },
        { ",", "\n", "none", null, true }, { ", ", "\n", "none", "0", true }, { ",", "\r\n", "blank end", null, false },
        { ",", "\n", "no last end", null, true }, { ",", "\n", "missing cell", null, false }, { ",", "\n", "quoted", null, false },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_long_table_is_the_same_data_set_whichever_way_it_is_read(string separator, string end, string form, string? target, bool streamed)
    {
        using var folder = new TemporaryFolder();
        string text = Text(separator, end, form);
        string plain = folder.Write("long.csv", text);
        string packed = folder.Write("long.csv.gz", text);
        Assert.Equal(streamed, NumericCsv.TryRead(new TableFile("long", plain), tabs: false, target) is not null);
        var options = new DatasetReaderOptions { Target = target, Featurizer = new Zeros() };
        Dataset expected = DatasetReader.Read(packed, options);
        Dataset actual = DatasetReader.Read(plain, options);
        Assert.Equal(expected.Hash, actual.Hash);
        Assert.Equal(expected.FeatureNames, actual.FeatureNames);
        Assert.Equal(expected.ClassNames, actual.ClassNames);
        Assert.Contains(Dataset.Unlabelled, actual.Labels);
    }

    [Theory]
    [InlineData("3,4")]
    [InlineData("x,2,a")]
    [InlineData("1,inf,a")]
    [InlineData("1,2,é")]
    public void What_is_not_plain_gets_the_message_of_every_table(string line)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("long.csv", Text(",", "\n", "header") + line + "\n");
        Assert.Null(NumericCsv.TryRead(new TableFile("long", path), tabs: false, null));
    }

    [Fact]
    public void Reading_allocates_the_values_and_little_for_each_row()
    {
        using var folder = new TemporaryFolder();
        const int Features = 60;
        string line = string.Concat(Enumerable.Repeat("0.123456789,", Features));
        string path = folder.Write("long.csv", string.Concat(Enumerable.Range(0, 20_000).Select(row => $"{line}{(row % 2 == 0 ? "a" : "b")}\n")));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Dataset data = DatasetReader.Read(path);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, 0, (data.Values.Length * sizeof(float)) + (100L * data.Rows) + 4_000_000);
    }

    private static string Text(string separator, string end, string form)
    {
        var draws = new Pcg64(1);
        var text = new StringBuilder();
        if (form is not ("none" or "missing cell"))
        {
            text.Append(CultureInfo.InvariantCulture, $"first{separator}second{separator}label{end}");
        }
        for (int row = 0; row < Rows; row++)
        {
            string[] cells = [Number(draws), Number(draws), row % 3 == 0 ? "" : $"c{draws.NextInt(4)}"];
            if (form == "none" && separator == ", ")
            {
                // The target stands first.
                cells = [cells[2].Length == 0 ? "?" : cells[2].Replace("c", "-1", StringComparison.Ordinal), cells[0], cells[1]];
            }
            if (row == 77)
            {
                cells[0] = form switch { "missing cell" => "", "quoted" => $"\"{cells[0]}\"", _ => cells[0] };
            }
            text.AppendJoin(separator, cells).Append(end);
        }
        text.Append(form == "blank end" ? end : "");
        return form == "no last end" ? text.ToString().TrimEnd('\r', '\n') + "c1" : text.ToString();
    }

    private static string Number(Pcg64 draws) => (draws.NextGaussian() * Math.Pow(10, draws.NextInt(12) - 6)).ToString("R", CultureInfo.InvariantCulture);

    private sealed class Zeros : ITableFeaturizer
    {
        public FeaturizedTable Featurize(Table features) =>
            new([.. features.Columns.Select(column => column.Name)], new float[features.Columns.Count * features.Rows]);
    }
}
