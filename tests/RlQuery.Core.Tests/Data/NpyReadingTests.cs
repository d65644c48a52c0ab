using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Data;

public sealed class NpyReadingTests : IDisposable
{
    private const string Header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Bytes_written_by_hand_after_the_specification_are_read()
    {
        byte[] bytes =
        [
            0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 0x01, 0x00, 0x46, 0x00,
            .. "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }          \n"u8,
            0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x00, 0xC0, 0x00, 0x00, 0x80, 0x3F,
            0xDB, 0x0F, 0x49, 0x40, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0xC0, 0x7F,
        ];
        Dataset data = Read(bytes);
        Assert.Equal([1, -2, 3.14159274f, float.Epsilon], data.Values.ToArray());
        Assert.Equal(["x0", "x1"], data.FeatureNames);
        Assert.Equal(["1"], data.ClassNames);
        Assert.Equal([0, Dataset.Unlabelled], data.Labels);
    }

    [Fact]
    public void A_table_for_people_is_made_of_the_numbers_and_holds_no_texts()
    {
        var draws = new Pcg64(1, "npy");
        double[][] rows = [.. Enumerable.Range(0, 2000).Select(_ => Enumerable.Range(0, 50).Select(_ => draws.NextDouble()).ToArray())];
        byte[] bytes = Npy.Of("<f4", rows);
        string path = _folder.WriteBytes("many.npy", bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Table table = TableReader.Read(path);
        Table features = TableReader.Features(table, 49);
        long made = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(made < 4 * bytes.Length, $"{made} bytes for a file of {bytes.Length}");
        Assert.Equal(49, features.Columns.Count);
        Assert.Equal(((float)rows[7][3]).ToString("R", System.Globalization.CultureInfo.InvariantCulture), features.Columns[3].CellOf(7));
        Assert.Equal(features.Columns[3].Cells, Enumerable.Range(0, 2000).Select(features.Columns[3].CellOf));
    }

    [Fact]
    public void A_schema_says_which_numbers_of_an_array_are_missing()
    {
        string path = _folder.WriteBytes("coded.npy", Npy.Of("<i4", [[1, -999, 0], [2, 5, 1], [-999, 6, 0]]));
        var schema = TableSchema.Parse("""{ "columns": { "x0": "number" }, "missing": ["-999"] }""", "s.json");
        Table features = TableReader.Features(TableReader.Read(path), 2, schema);
        Assert.Equal(new[] { "1", "2", null }, features.Columns[0].Cells);
        Assert.Equal([1, 1], features.Columns.Select(column => column.CountMissing()));
    }

    [Theory]
    [InlineData("<f8")]
    [InlineData(">f8")]
    [InlineData("<f4")]
    [InlineData(">f4")]
    [InlineData("=f4")]
    [InlineData("<f2")]
    [InlineData(">f2")]
    [InlineData("|i1")]
    [InlineData("<i2")]
    [InlineData(">i2")]
    [InlineData("<i4")]
    [InlineData(">i4")]
    [InlineData("<i8")]
    [InlineData(">i8")]
    [InlineData("|u1")]
    [InlineData(">u2")]
    [InlineData("<u4")]
    [InlineData("<u8")]
    [InlineData(">u8")]
    [InlineData("|b1")]
    public void Every_type_order_of_bytes_and_order_of_the_array_gives_its_numbers(string type)
    {
        int low = type[1] is 'u' or 'b' ? 0 : -100;
        int high = type[1] == 'b' ? 1 : 100;
        double[][] rows = [[low, 1, 0], [high, 0, 1]];
        foreach (byte version in (byte[])[1, 2, 3])
        {
            foreach (bool fortran in (bool[])[false, true])
            {
                Dataset data = Read(Npy.Of(type, rows, fortran, version));
                Assert.Equal([low, 1, high, 0], data.Values.ToArray());
                Assert.Equal(["0", "1"], data.ClassNames);
            }
        }
    }

    [Fact]
    public void The_target_is_a_column_by_index_and_NaN_is_a_row_to_label()
    {
        string path = Write(Npy.Of("<f8", [[0.5, 1, 2], [double.NaN, 3, 4]]));
        Dataset numbers = DatasetReader.Read(path, new DatasetReaderOptions { Target = "0", Kind = TargetKind.Number });
        Assert.Equal([0.5f, float.NaN], numbers.Targets);
        Assert.Equal([1, 2, 3, 4], numbers.Values.ToArray());
        Assert.Equal([3, 4], DatasetReader.Read(path, new DatasetReaderOptions { Target = "x0" }).Row(1).ToArray());
        Assert.Equal(
            [$"target: 3 is not a column of {path}; use a name or -3..2"],
            Assert.Throws<InvalidInputException>(() => DatasetReader.Read(path, new DatasetReaderOptions { Target = "3" })).Faults);
    }

    [Fact]
    public void Missing_and_infinite_features_are_named_by_row_and_column()
    {
        Assert.Contains("x0 (1 missing)", Assert.Single(Faults(Npy.Of("<f4", [[double.NaN, 1], [2, 1]]))), StringComparison.Ordinal);
        Assert.Equal(
            [
                "a.npy: line 2, column x0: \"Infinity\" is not a finite number; leave the cell empty where the value is missing",
                "a.npy: line 1, column x1: \"1E+300\" is too large; numbers are at most 3.4e38, and at least -3.4e38",
            ],
            Faults(Npy.Of("<f8", [[1, 1e300, 1], [double.PositiveInfinity, 1, 1]])));
    }

    [Theory]
    [InlineData("<f4", 1)]
    [InlineData("<f8", 1)]
    [InlineData("<f8", 1e-9)]
    [InlineData("<i8", 1e16)]
    [InlineData("<u8", 1e17)]
    [InlineData(">i4", 1e4)]
    [InlineData("<f2", 0.1)]
    public void The_fast_way_gives_what_the_table_of_texts_gives(string type, double scale)
    {
        var generator = new Pcg64(3, type);
        double[][] rows =
        [
            .. Enumerable.Range(0, 200).Select(_ => (double[])
            [
                scale * generator.NextGaussian(), scale * (1 + (1e-8 * generator.NextInt(50))), scale * (100 + generator.NextInt(3)), generator.NextInt(3),
            ]),
        ];
        string path = Write(Npy.Of(type, type[1] == 'u' ? [.. rows.Select(row => row.Select(Math.Abs).ToArray())] : rows));
        Dataset fast = DatasetReader.Read(path);
        Dataset slow = DatasetReader.FromTable(TableReader.Read(path), new DatasetReaderOptions());
        Assert.Equal(slow.Hash, fast.Hash);
        Assert.Equal(slow.Notes, fast.Notes);
        Assert.Equal(slow.FeatureNames, fast.FeatureNames);
    }

    [Fact]
    public void A_packed_file_is_read_and_no_text_is_made_of_a_feature()
    {
        const int Rows = 5000;
        const int Width = 40;
        var generator = new Pcg64(4, "npy");
        byte[] bytes = Npy.Of(
            "<f4", [.. Enumerable.Range(0, Rows).Select(row => Enumerable.Range(1, Width).Select(_ => generator.NextGaussian()).Append(row % 3).ToArray())]);
        string path = Write(bytes);
        string packed = _folder.WriteBytes("b.npy.gz", Core.Data.Text.Gzip.Pack(bytes));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Dataset data = DatasetReader.Read(path);
        // The bytes of the file, its columns and its values are four each; beside them stand the labels. A text takes 32 or more.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 18 * Rows * Width);
        Assert.Equal(data.Hash, DatasetReader.Read(packed).Hash);
    }

    [Theory]
    [InlineData("'<f4'", "[('a', '<f4')]", "is a structured array, and numbers of one type are needed; write its fields as columns of a CSV file")]
    [InlineData("'<f4'", "'|V8'", "is a structured array, and numbers of one type are needed; write its fields as columns of a CSV file")]
    [InlineData("'<f4'", "'|O'", "holds Python objects, which are not read, since that would run their code; save array.astype('float32')")]
    [InlineData("'<f4'", "'<U5'", "holds texts, and numbers are needed; write texts as CSV")]
    [InlineData("'<f4'", "'|S5'", "holds texts, and numbers are needed; write texts as CSV")]
    [InlineData("'<f4'", "'<M8[ns]'", "holds dates or times, and numbers are needed; write dates as CSV")]
    [InlineData("'<f4'", "'<c8'", "holds complex numbers; save its real and its imaginary part as columns")]
    [InlineData("'<f4'", "'<f16'", "holds numbers of 16 bytes; save array.astype('float32')")]
    [InlineData("'<f4'", "'<q4'", "type \"<q4\" is not read; save array.astype('float32')")]
    [InlineData("'<f4'", "''", "type \"\" is not read; save array.astype('float32')")]
    [InlineData("(2, 3)", "()", "an array of 0 dimensions, \"()\"; rows and columns are needed, such as array.reshape(len(array), -1)")]
    [InlineData("(2, 3)", "(2, 3, 1)", "an array of 3 dimensions, \"(2, 3, 1)\"; rows and columns are needed, such as array.reshape(len(array), -1)")]
    [InlineData("(2, 3)", "(-2, 3)", "shape \"(-2, 3)\" is not allowed; use 1..2147483647 rows and columns")]
    [InlineData("(2, 3)", "(0, 3)", "shape \"(0, 3)\" is not allowed; use 1..2147483647 rows and columns")]
    [InlineData("(2, 3)", "(99999999999, 3)", "shape \"(99999999999, 3)\" is not allowed; use 1..2147483647 rows and columns")]
    [InlineData(
        "(2, 3)", "(2147483647, 2147483647L)",
        "2147483647 rows x 2147483647 columns are 18446744056529682436 bytes, and 24 stand after the header; the file is cut short")]
    [InlineData("(2, 3)", "(2, 4)", "2 rows x 4 columns are 32 bytes, and 24 stand after the header; the file is cut short")]
    [InlineData("(2, 3)", "(2, 2)", "2 rows x 2 columns are 16 bytes, and 24 stand after the header; one array is read, and nothing behind it")]
    [InlineData("(2, 3)", "(6,)", "the only column is the target x0; features are needed beside it")]
    [InlineData("False", "Never", "its header is damaged: \"{'descr': '<f4', 'fortran_order': Never,...\"")]
    [InlineData(", 'shape': (2, 3)", "", "its header is damaged: \"{'descr': '<f4', 'fortran_order': False,...\"")]
    [InlineData("'shape'", "'descr'", "its header is damaged: \"{'descr': '<f4', 'fortran_order': False,...\"")]
    [InlineData("}", "} x", "its header is damaged: \"{'descr': '<f4', 'fortran_order': False,...\"")]
    public void What_is_not_read_is_named_with_what_to_do(string instead, string of, string fault) =>
        Assert.Equal([$"a.npy: {fault}"], Faults(Npy.Of(Header.Replace(instead, of, StringComparison.Ordinal), new byte[24])));


    [Fact]
    public void A_header_that_is_none_is_one_line_whatever_its_length()
    {
        byte[] whole = Npy.Of(Header, new byte[24]);
        Assert.Equal(["a.npy: no NumPy array; numpy.save writes one"], Faults([.. "PK\u0003\u0004"u8]));
        Assert.Equal(["a.npy: no NumPy array; numpy.save writes one"], Faults(whole[..5]));
        foreach (int length in (int[])[6, 7, 9, 10, 127])
        {
            Assert.Equal(["a.npy: cut short within its header"], Faults(whole[..length]));
        }
        Assert.Equal(["a.npy: version 4 of NumPy's format is not read; use 1, 2 or 3"], Faults(Npy.Of(Header, new byte[24], version: 4)));
        Assert.Equal(
            ["a.npy: a header of 20022 letters; at most 10000 are read"],
            Faults(Npy.Of("{'shape': (" + new string('(', 20_000), new byte[24])));
        Assert.Equal(
            ["a.npy: an array of 3000 dimensions, \"(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, ...\"; "
                + "rows and columns are needed, such as array.reshape(len(array), -1)"],
            Faults(Npy.Of(Header.Replace("2, 3", string.Concat(Enumerable.Repeat("1, ", 3000)), StringComparison.Ordinal), new byte[24])));
    }

    private string Write(byte[] bytes) => _folder.WriteBytes("a.npy", bytes);

    private Dataset Read(byte[] bytes) => DatasetReader.Read(Write(bytes));

    private string[] Faults(byte[] bytes) =>
    [
        .. Assert.Throws<InvalidInputException>(() => Read(bytes)).Faults.Select(
            fault => fault.Replace(_folder.Path("") + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)),
    ];
}
