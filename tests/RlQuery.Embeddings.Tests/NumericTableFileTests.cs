using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Numerics;
using RlQuery.Core.Standard;
using RlQuery.Embeddings.Files;
using RlQuery.MicrosoftML;

namespace RlQuery.Embeddings.Tests;

public sealed class NumericTableFileTests : IDisposable
{
    private static readonly DatasetReaderOptions Options = new()
    {
        Parts = StandardParts.Create().With(EmbeddingParts.All),
        Featurizer = new MixedTableFeaturizer(),
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-numeric-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("x.csv", "spam,ham,#1,a b")]
    [InlineData("x.csv.gz", "spam,ham")]
    [InlineData("x.parquet", "spam,ham,#1,a b")]
    [InlineData("x.parquet", "1,2,-3.5")]
    [InlineData("x.parquet", "007,7")]
    public void What_is_written_is_read_as_the_same_data(string name, string classes)
    {
        string[] labels = [.. classes.Split(',').Append("")];
        string source = Write("a.csv", "message,age,\"a, b\",label\n" + string.Concat(Enumerable.Range(0, 60).Select(row =>
            $"\"free money, for {row * row % 17} men\",{(row % 7 == 0 ? "" : row * 0.1)},{(row % 3 == 0 ? "red" : "blue;")},{labels[row % labels.Length]}\n")));
        Dataset data = DatasetReader.Read(source, Options);
        string path = At(name);
        NumericTableFile.Write(path, Of(source, "label"));
        Dataset back = DatasetReader.Read(path, Options);
        Assert.Equal(data.FeatureNames, back.FeatureNames);
        Assert.Equal(Bits(data.Values), Bits(back.Values));
        Assert.Equal(data.ClassNames, back.ClassNames);
        Assert.Equal(data.Labels, back.Labels);
    }

    [Fact]
    public void Every_single_is_read_back_bit_for_bit_from_every_format()
    {
        var generator = new Pcg64(2, "singles");
        float[] numbers = [.. Enumerable.Range(0, 4000).Select(_ => BitConverter.UInt32BitsToSingle((uint)generator.NextUInt64())).Where(float.IsFinite)];
        int rows = numbers.Length / 4;
        numbers = numbers[..(4 * rows)];
        var table = new Table("t", "t.csv", [new TableColumn("label", ColumnKind.Unknown, [.. Enumerable.Range(0, rows).Select(row => $"c{row % 2}")])],
            [.. Enumerable.Range(1, rows)]);
        var written = NumericTable.Of(table, 0, null, [new FeaturizedTable(["a", "b", "c", "d"], numbers)]);
        foreach (string name in (string[])["s.csv", "s.parquet"])
        {
            NumericTableFile.Write(At(name), written);
            Assert.Equal(Bits(numbers), Bits(DatasetReader.Read(At(name), Options).Values));
        }
        NumericTableFile.Write(At("s.npy"), written);
        Dataset array = DatasetReader.Read(At("s.npy"), Options with { Target = "3", Kind = TargetKind.Number });
        for (int row = 0; row < rows; row++)
        {
            Assert.Equal(Bits(numbers.AsSpan(4 * row, 4)), Bits([.. array.Row(row), array.Targets[row]]));
        }
    }

    [Fact]
    public void A_NumPy_file_is_what_the_specification_says_byte_for_byte()
    {
        var table = new Table("t", "t.csv", [], [1, 2]);
        NumericTableFile.Write(At("a.npy"), NumericTable.Of(table, -1, null, [new FeaturizedTable(["a", "b"], [1, -2, 0.5f, float.Epsilon])]));
        byte[] expected =
        [
            0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 0x01, 0x00, 0x76, 0x00,
            .. "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }"u8, .. Enumerable.Repeat((byte)' ', 58), 0x0A,
            0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x00, 0xC0, 0x00, 0x00, 0x00, 0x3F, 0x01, 0x00, 0x00, 0x00,
        ];
        Assert.Equal(0, (expected.Length - 16) % 64);
        Assert.Equal(expected, File.ReadAllBytes(At("a.npy")));
    }

    [Fact]
    public void A_missing_number_of_an_array_is_filled_as_that_of_a_table()
    {
        string csv = Write("m.csv", "x0,x1,x2\n1,5,a\n,6,b\n3,7,a\n");
        byte[] header = [0x93, .. "NUMPY"u8, 1, 0, 59, 0, .. "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 3), }"u8];
        float[] numbers = [1, 5, 0, float.NaN, 6, 1, 3, 7, 0];
        File.WriteAllBytes(At("m.npy"), [.. header, .. numbers.SelectMany(BitConverter.GetBytes)]);
        Dataset array = DatasetReader.Read(At("m.npy"), Options);
        Dataset table = DatasetReader.Read(csv, Options);
        Assert.Equal(["x0", "x0=missing", "x1"], array.FeatureNames);
        Assert.Equal(table.FeatureNames, array.FeatureNames);
        Assert.Equal(table.Values.ToArray(), array.Values.ToArray());
    }

    [Fact]
    public void Two_columns_of_one_name_and_a_name_of_no_format_are_refused()
    {
        string source = Write("a.csv", "colour,colour=red,label\nblue,1,x\nred,2,y\n");
        Assert.Equal(
            [$"{source}: two columns would be named colour=red; rename one"], Assert.Throws<InvalidInputException>(() => Of(source, "label")).Faults);
        Assert.Equal("a.xlsx is not allowed; name a .csv, .csv.gz, .parquet or .npy file", NumericTableFile.FaultOf("a.xlsx"));
        Assert.Null(NumericTableFile.FaultOf("A.CSV.GZ"));
    }

    [Fact]
    public void A_schema_says_which_cells_of_the_target_are_missing()
    {
        string source = Write("a.csv", "x,label\n1,trace\n2,b\n3,c\n");
        string schema = Write("s.json", """{ "columns": { "x": "number" }, "missing": ["trace"] }""");
        Assert.Equal([null, "b", "c"], Of(source, "label", TableSchema.Read(schema)).Target);
    }

    private static NumericTable Of(string source, string target, TableSchema? schema = null)
    {
        Table table = TableReader.Read(source, target);
        int column = TableReader.FindTarget(table, target);
        Table features = TableReader.Features(table, column, schema);
        return NumericTable.Of(table, column, schema, [.. features.Columns.Select(one => Options.Featurizer!.Featurize(features with { Columns = [one] }))]);
    }

    private static uint[] Bits(ReadOnlySpan<float> values) => [.. values.ToArray().Select(BitConverter.SingleToUInt32Bits)];

    private string At(string name) => Path.Combine(_folder, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }
}
