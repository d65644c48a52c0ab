using Parquet;
using Parquet.Schema;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Numerics;
using RlQuery.Core.Standard;
using RlQuery.MicrosoftML;
using static RlQuery.Embeddings.Tests.ParquetFile;

namespace RlQuery.Embeddings.Tests;

public sealed class ParquetReadingTests : IDisposable
{
    private static readonly Parts Parts = StandardParts.Create().With(EmbeddingParts.All);

    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-parquet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_type_gives_its_cells_over_several_groups_of_rows()
    {
        var day = new DateTime(2024, 2, 29, 0, 0, 0, DateTimeKind.Utc);
        DateTime moment = day.AddHours(13).AddMinutes(5).AddMilliseconds(250);
        string path = Write(Of(
        [
            Values<float>("single", 0.1f, null, float.NaN, -3), Values<double>("double", 0.1, 1e-300, null, 12345678.9),
            Values<byte>("byte", 0, 255, 1, 2), Values<sbyte>("sbyte", -128, 127, 0, 1), Values<short>("short", -32768, null, 0, 1),
            Values<ushort>("ushort", 65535, 0, 1, 2), Values<int>("int", int.MinValue, 0, null, 1), Values<uint>("uint", uint.MaxValue, 0, 1, 2),
            Values<long>("long", long.MaxValue, 0, 1, null), Values<ulong>("ulong", ulong.MaxValue, 0, 1, 2),
            Values<bool>("truth", true, false, null, true), Values<decimal>(new DecimalDataField("decimal", 18, 3, isNullable: true), 1.5m, null, -0.001m, 2m),
            Values<DateTime>(new DateTimeDataField("day", DateTimeFormat.Date), day, day.AddDays(1), day, day),
            Values<DateTime>(new DateTimeDataField("impala", DateTimeFormat.Impala, isNullable: true), moment, null, day, day),
            Values<DateTime>(new DateTimeDataField("moment", DateTimeFormat.DateAndTimeMicros), moment, moment, day, day),
            Values<DateOnly>("date", new DateOnly(2024, 1, 2), null, new DateOnly(1999, 12, 31), new DateOnly(2000, 1, 1)),
            Texts("text", " red ", null, "", "N/A"), Values<int>("empty", null, null, null, null),
        ], 1, 3, 4));
        Table table = TableReader.Read(path, parts: Parts);
        string[] expected =
        [
            "single Numeric 0.1,,,-3", "double Numeric 0.1,1E-300,,12345678.9", "byte Numeric 0,255,1,2", "sbyte Numeric -128,127,0,1",
            "short Numeric -32768,,0,1", "ushort Numeric 65535,0,1,2", "int Numeric -2147483648,0,,1", "uint Numeric 4294967295,0,1,2",
            "long Numeric 9223372036854775807,0,1,", "ulong Numeric 18446744073709551615,0,1,2", "truth Categorical true,false,,true",
            "decimal Numeric 1.500,,-0.001,2.000", "day Date 2024-02-29,2024-03-01,2024-02-29,2024-02-29",
            "impala Date 2024-02-29T13:05:00.25,,2024-02-29,2024-02-29",
            "moment Date 2024-02-29T13:05:00.25,2024-02-29T13:05:00.25,2024-02-29,2024-02-29", "date Date 2024-01-02,,1999-12-31,2000-01-01",
            "text Unknown red,,,", "empty Numeric ,,,",
        ];
        Assert.Equal(expected, table.Columns.Select(column => $"{column.Name} {column.Kind} {string.Join(',', column.Cells)}"));
        Assert.Equal([1, 2, 3, 4], table.Lines);
        Assert.Equal([" red ", "", "", "N/A"], Enumerable.Range(0, 4).Select(table.Columns[16].RawOf));
    }

    [Fact]
    public void The_fast_way_gives_what_the_table_of_texts_gives()
    {
        const int Rows = 300;
        var generator = new Pcg64(5, "parquet");
        double?[] Draw(double scale, double shift = 0) =>
            [.. Enumerable.Range(0, Rows).Select(_ => (double?)(shift + (scale * generator.NextGaussian())))];
        double?[] gaps = Draw(1);
        gaps[7] = null;
        string path = Write(Of(
        [
            Values("a", Draw(1)), Values("gaps", gaps), Values("far", Draw(1e-9, 1)),
            Values<long>("id", [.. Enumerable.Range(0, Rows).Select(row => (long?)(9_007_199_254_740_993 + row))]),
            Values<bool>("truth", [.. Enumerable.Range(0, Rows).Select(row => (bool?)(row % 3 == 0))]),
            Values<DateOnly>("day", [.. Enumerable.Range(0, Rows).Select(row => (DateOnly?)new DateOnly(2024, 1, 1).AddDays(row % 40))]),
            Values<decimal>(new DecimalDataField("price", 18, 2), [.. Enumerable.Range(0, Rows).Select(row => (decimal?)row / 4)]),
            Texts("colour", [.. Enumerable.Range(0, Rows).Select(row => row % 5 == 0 ? null : row % 2 == 0 ? "red" : "blue")]),
            Values<int>("label", [.. Enumerable.Range(0, Rows).Select(row => row % 4 == 0 ? (int?)null : row % 3)]),
        ], 100, 250, Rows));
        var options = new DatasetReaderOptions { Parts = Parts, Featurizer = new MixedTableFeaturizer() };
        Dataset fast = DatasetReader.Read(path, options);
        Dataset slow = DatasetReader.FromTable(TableReader.Read(path, parts: Parts), options);
        Assert.Equal(slow.Hash, fast.Hash);
        Assert.Equal(slow.FeatureNames, fast.FeatureNames);
        Assert.Equal(slow.Notes, fast.Notes);
        Assert.Equal(Dataset.Unlabelled, fast.Labels[0]);
        Assert.Equal(["0", "1", "2"], fast.ClassNames);
    }

    [Fact]
    public void Texts_are_embedded_as_those_of_a_csv_file_are()
    {
        string[] cells = [.. Enumerable.Range(0, 12).Select(row => $"free money for {row} men")];
        string path = Write(Of(
            [Texts("message", cells), Values("age", [.. cells.Select((_, row) => (int?)row)]), Texts("label", [.. cells.Select(_ => "x")])], cells.Length));
        string csv = Path.Combine(_folder, "a.csv");
        File.WriteAllText(csv, "message,age,label\n" + string.Concat(cells.Select((cell, row) => $"{cell},{row},x\n")));
        var options = new DatasetReaderOptions { Parts = Parts, Featurizer = new MixedTableFeaturizer() };
        Dataset data = DatasetReader.Read(path, options);
        Assert.Equal(DatasetReader.Read(csv, options).Hash, data.Hash);
        Assert.Equal("message#0", data.FeatureNames[0]);
    }

    [Fact]
    public async Task What_is_not_read_is_named()
    {
        using var stream = new MemoryStream();
        var schema = new ParquetSchema(
            new DataField<int[]>("tags"), new StructField("place", new DataField<int>("x"), new DataField<int>("y")), new DataField<int>("age"),
            new ListField("list", new DataField<int>("item")));
        await (await ParquetWriter.CreateAsync(schema, stream)).DisposeAsync();
        using var plain = new MemoryStream();
        schema = new ParquetSchema(
            new DataField("bytes", typeof(byte[])), new DataField<int>("age"), new TimeDataField("time", TimeUnitPrecision.Millis));
        await (await ParquetWriter.CreateAsync(schema, plain)).DisposeAsync();
        const string Nested = "is nested, and is not read; write each of its parts as a column of its own";
        Assert.Equal([$"column tags {Nested}", $"column place {Nested}", $"column list {Nested}"], Faults(stream.ToArray()));
        Assert.Equal(
            [
                "column bytes holds bytes, which are not read; write texts as strings",
                "column time holds times of the day, which are not read; write numbers, or dates with a time",
            ],
            Faults(plain.ToArray()));
    }

    [Fact]
    public void A_file_that_is_none_or_holds_nothing_is_one_line()
    {
        byte[] whole = Of([Values<int>("a", 1, 2), Values<int>("b", 1, 2)], 2);
        Assert.Equal(["no rows"], Faults(Of([Values<int>("a"), Values<int>("b")])));
        Assert.Equal(["the only column is the target a; features are needed beside it"], Faults(Of([Values<int>("a", 1, 2)], 2)));
        const string None = "no Parquet file, cut short or encrypted; such a file begins and ends with PAR1";
        Assert.Equal([None], Faults(whole[..^1]));
        Assert.Equal([None], Faults([.. "a,b\n1,2\n"u8]));
        Assert.Equal([None], Faults([.. "PAR1"u8]));
        const string Damaged = "damaged, or of a form that is not read: ";
        Assert.StartsWith(Damaged, Assert.Single(Faults([.. whole[..4], .. new byte[whole.Length - 12], .. whole[^8..]])), StringComparison.Ordinal);
        Assert.Equal([Damaged + "its footer is cut short"], Faults([.. whole[..^8], 255, 255, 255, 127, .. whole[^4..]]));
    }

    [Fact]
    public void A_footer_without_an_end_and_columns_of_any_depth_are_refused()
    {
        // A struct whose first field is a number that goes on; and a schema of groups, each in the one before it.
        byte[] endless = [0x15, 0xFF];
        Assert.Equal(["damaged, or of a form that is not read: cut short"], Faults([.. "PAR1"u8, .. endless, 2, 0, 0, 0, .. "PAR1"u8]));
        const int Depth = 100_000;
        byte[] group = [0x35, 0x00, 0x18, 0x01, (byte)'g', 0x15, 0x02, 0x00];
        byte[] deep = [0x15, 0x02, 0x19, 0xFC, 0xA0, 0x8D, 0x06, .. Enumerable.Repeat(group, Depth).SelectMany(bytes => bytes), 0x16, 0x00, 0x19, 0x0C, 0x00];
        Assert.Equal(
            ["column g is nested, and is not read; write each of its parts as a column of its own"],
            Faults([.. "PAR1"u8, .. deep, .. BitConverter.GetBytes(deep.Length), .. "PAR1"u8]));
    }

    private string Write(byte[] bytes)
    {
        string path = Path.Combine(_folder, "a.parquet");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private string[] Faults(byte[] bytes)
    {
        string path = Write(bytes);
        var thrown = Assert.Throws<InvalidInputException>(() => DatasetReader.Read(path, new DatasetReaderOptions { Parts = Parts }));
        return [.. thrown.Faults.Select(fault => fault[(path.Length + 2)..])];
    }
}
