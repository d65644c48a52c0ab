using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Data;

public sealed class CsvReadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Dataset Read(string text, DatasetReaderOptions? options = null, string name = "data.csv") =>
        DatasetReader.Read(_folder.Write(name, text), options);

    [Fact]
    public void Reads_a_table_with_a_header()
    {
        Dataset data = Read("age,height,class\n1,2.5,b\n-3e1,4,a\n5,6,b\n");
        Assert.Equal("data", data.Name);
        Assert.Equal([1, 2.5f, -30, 4, 5, 6], data.Values.ToArray());
        Assert.Equal(["age", "height"], data.FeatureNames);
        Assert.Equal(["a", "b"], data.ClassNames);
        Assert.Equal([1, 0, 1], data.Labels);
    }

    [Theory]
    [InlineData("a,b,c\n1,2,x\n3,4,y\n", "data.csv")]
    [InlineData("a;b;c\n1;2;x\n3;4;y\n", "data.csv")]
    [InlineData("a\tb\tc\n1\t2\tx\n3\t4\ty\n", "data.csv")]
    [InlineData("a\tb\tc\n1\t2\tx\n3\t4\ty\n", "data.tsv")]
    [InlineData("a,b,c\r\n1,2,x\r\n3,4,y", "data.csv")]
    [InlineData("a,b,c\r1,2,x\r3,4,y", "data.csv")]
    [InlineData("\uFEFFa,b,c\n\n1, 2 ,x\n   \n\"3\",\"4\",\"y\"\n\n", "data.CSV")]
    [InlineData("a,b,c\n1,2,x\n3,4,y\n", "data.csv.gz")]
    [InlineData("a,b,c\n1,2, \"x\" \n3,4,y\n", "data.csv")]
    public void Separators_line_ends_marks_blanks_and_gzip_change_nothing(string text, string name)
    {
        Dataset data = Read(text, name: name);
        Assert.Equal([1, 2, 3, 4], data.Values.ToArray());
        Assert.Equal(["a", "b"], data.FeatureNames);
        Assert.Equal(["x", "y"], data.ClassNames);
        Assert.Equal("data", data.Name);
    }

    [Fact]
    public void Gzip_files_that_were_joined_are_read_to_the_end()
    {
        byte[] joined = [.. TemporaryFolder.Gzip("1,a\n2,b\n"u8.ToArray()), .. TemporaryFolder.Gzip("3,c\n"u8.ToArray())];
        Assert.Equal(3, DatasetReader.Read(_folder.WriteBytes("joined.csv.gz", joined)).Rows);
    }

    [Fact]
    public void Quotes_keep_separators_quotes_and_line_ends()
    {
        Dataset data = Read("\"a,1\",\"b \"\"c\"\"\",class\n1,2,\"x\ny\"\n3,4,\"p,q\"\n5,6,5'11\"\n");
        Assert.Equal(["a,1", "b \"c\""], data.FeatureNames);
        Assert.Equal(["5'11\"", "p,q", "x\ny"], data.ClassNames);
    }

    [Theory]
    [InlineData("1,2,x\n3,4,y\n", 2)]                    // a number in the first line
    [InlineData("a,b,c\n1,2,x\n3,4,y\n", 2)]             // text above numbers
    [InlineData("0,1,2,3,target\n5,6,7,8,x\n1,1,1,1,y\n", 2)] // the columns' own positions
    [InlineData("0,1,2,3\n5,6,7,1\n1,1,1,0\n", 2)]
    [InlineData("0,1,2,9\n5,6,7,1\n1,1,1,0\n", 3)]
    public void Tells_a_header_from_data(string text, int rows) => Assert.Equal(rows, Read(text).Rows);

    [Theory]
    [InlineData("size,colour,class\nbig,red,yes\nsmall,blue,no\n", 2)]   // unique, none again below
    [InlineData("big,red,yes\nsmall,blue,no\nbig,blue,yes\n", 3)]        // its text occurs again
    [InlineData("x,x,yes\no,b,no\n", 2)]                                 // not unique
    [InlineData("?,red,yes\nsmall,blue,no\n", 2)]                        // a missing cell
    public void Tells_a_header_from_data_in_a_table_of_text(string text, int rows) =>
        Assert.Equal(rows, Read(text, new DatasetReaderOptions { Featurizer = new LengthFeaturizer() }).Rows);

    [Theory]
    [InlineData("message,spam\nfree money,spam\nsee you,ham\n", "spam", 2)] // a class with the name of its column
    [InlineData("message,spam\nfree money,spam\nsee you,ham\n", "x1", 3)]
    [InlineData("2019,2020,class\n5,6,x\n7,8,y\n", "class", 2)]         // numbers beside it
    [InlineData("1,2,x\n3,4,y\n", "1", 2)]                              // an index is no name
    public void A_first_line_that_names_the_target_is_a_header(string text, string target, int rows)
    {
        Assert.Equal(rows, Read(text, new DatasetReaderOptions { Target = target, Featurizer = new LengthFeaturizer() }).Rows);
        Assert.Equal(rows, TableReader.Read(_folder.Write("same.csv", text), target).Rows);
    }

    [Fact]
    public void A_long_table_of_numbers_has_the_same_header_as_a_short_one()
    {
        string rows = string.Concat(Enumerable.Range(0, 9000).Select(i => $"{i},{i + 1},{i % 2}\n"));
        Assert.Equal(["2019", "2020"], Read("2019,2020,class\n" + rows, new DatasetReaderOptions { Target = "class" }).FeatureNames);
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData("b", 1)]
    [InlineData("0", 0)]
    [InlineData("-3", 0)]
    [InlineData("-1", 2)]
    public void Finds_the_target_by_name_or_index(string? target, int column)
    {
        Dataset data = Read("a,b,c\n1,10,100\n2,20,200\n", new DatasetReaderOptions { Target = target });
        string[][] values = [["1", "2"], ["10", "20"], ["100", "200"]];
        Assert.Equal(values[column], data.ClassNames);
    }

    [Fact]
    public void Classes_that_are_numbers_come_in_numeric_order() =>
        Assert.Equal(["-1", "+1", "2", "10"], Read("x,c\n1,10\n2,2\n3,-1\n4,+1\n").ClassNames);

    [Fact]
    public void Rows_without_a_target_are_unlabelled_and_keep_their_place()
    {
        Dataset data = Read("x,c\n1,a\n2,\n3,?\n4,NA\n5,b\n");
        Assert.Equal([0, Dataset.Unlabelled, Dataset.Unlabelled, Dataset.Unlabelled, 1], data.Labels);
        Dataset unknown = Read("x,c\n1,\n2,\n");
        Assert.Equal((2, 0), (unknown.Rows, unknown.Classes));
    }

    [Fact]
    public void Regression_reads_numbers_and_missing_targets()
    {
        Dataset data = Read("x,y\n1,2.5\n2,\n", new DatasetReaderOptions { Kind = TargetKind.Number });
        Assert.Equal([2.5f, float.NaN], data.Targets);
    }

    [Fact]
    public void Any_table_of_numbers_comes_back_as_it_was_written()
    {
        var generator = new Pcg64(5);
        for (int round = 0; round < 20; round++)
        {
            int rows = 1 + generator.NextInt(30);
            int columns = 1 + generator.NextInt(8);
            float[] values = [.. Enumerable.Range(0, rows * columns).Select(_ => (float)(generator.NextGaussian() * Math.Pow(10, generator.NextInt(30) - 15)))];
            var lines = Enumerable.Range(0, rows).Select(row =>
                string.Join(',', values[(row * columns)..((row + 1) * columns)].Select(v => v.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))
                    + ",c" + (row % 3));
            Assert.Equal(values, Read(string.Join("\r\n", lines)).Values.ToArray());
        }
    }

    private sealed class LengthFeaturizer : ITableFeaturizer
    {
        public FeaturizedTable Featurize(Table features) => new(["length"], [.. features.Columns[0].Cells.Select(cell => (float)(cell?.Length ?? 0))]);
    }
}
