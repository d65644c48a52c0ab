using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Data;

/// <summary>Rows of a long file become columns in lots, on several threads.</summary>
public sealed class LongTableTests : IDisposable
{
    private const int Rows = 2500;
    private static readonly string[] Missing = ["", "NA", "?", " null", "nan ", "-", "."];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_cell_stands_in_its_place_as_it_was_written(int seed)
    {
        string[][] written = Cells((ulong)seed);
        Table table = Read(written);
        for (int column = 0; column < written[0].Length; column++)
        {
            TableColumn found = table.Columns[column];
            bool signs = written.Any(row => row[column] == "+");
            string?[] expected = [.. written.Select(row => row[column].Trim() is var cell && Missing.Any(text => text.Trim() == cell)
                && !(signs && cell == "-") ? null : row[column].Trim())];
            Assert.Equal(expected, found.Cells);
            Assert.Equal(written.Select(row => row[column]), Enumerable.Range(0, Rows).Select(found.RawOf));
            Assert.Equal(written.Select((row, i) => row[column] == (expected[i] ?? "") ? null : row[column]), found.Raw ?? new string?[Rows]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Numbers_that_were_parsed_on_reading_are_those_of_the_cells(int seed)
    {
        Table table = Read(Cells((ulong)seed));
        Assert.NotNull(table.Columns[0].Numbers);
        // As of a program that makes tables of its own: nothing is known but the text of the cells.
        TableColumn Bare(TableColumn column) => new(column.Name, column.Kind, [.. column.Cells]) { Raw = column.Raw };
        Table own = table with { Columns = [.. table.Columns.Select(Bare)] };
        var options = new DatasetReaderOptions { Target = "label", Featurizer = new Kinds() };
        Dataset expected = DatasetReader.FromTable(own, options);
        Dataset actual = DatasetReader.FromTable(table, options);
        Assert.Equal(expected.Hash, actual.Hash);
        Assert.Equal(expected.Notes, actual.Notes);
        Assert.Equal(TableFingerprint.Of(own).ToBytes(), TableFingerprint.Of(table).ToBytes());
    }

    [Fact]
    public void Cells_that_are_replaced_after_reading_count()
    {
        Table table = TableReader.Read(_folder.Write("t.csv", "a,b,label\n1,2,x\n3,4,y\n5,6,x\n"));
        Table other = table with { Columns = [table.Columns[0] with { Cells = ["1", "30", "5"] }, .. table.Columns.Skip(1)] };
        Assert.Equal([1, 2, 30, 4, 5, 6], DatasetReader.FromTable(other, new DatasetReaderOptions()).Values.ToArray());
    }

    private Table Read(string[][] cells)
    {
        string[] header = ["plain", "precise", "shifted", "dashes", "signs", "texts", "label"];
        return TableReader.Read(_folder.Write("long.csv", string.Concat(cells.Prepend(header).Select(row => string.Join(',', row) + "\n"))), "label");
    }

    private static string[][] Cells(ulong seed)
    {
        var draws = new Pcg64(seed, "long tables");
        string Odd(string cell) => draws.NextInt(100) == 0 ? Missing[draws.NextInt(Missing.Length)] : draws.NextInt(100) == 0 ? $" {cell}" : cell;
        return
        [
            .. Enumerable.Range(0, Rows).Select(row => new[]
            {
                Odd(draws.NextGaussian().ToString("F3", CultureInfo.InvariantCulture)), Odd(draws.NextGaussian().ToString("R", CultureInfo.InvariantCulture)),
                Odd((1_700_000_000 + draws.NextInt(10_000)).ToString(CultureInfo.InvariantCulture)), draws.NextInt(9) == 0 ? "-" : "7.5",
                draws.NextInt(2) == 0 ? "+" : "-", Odd(draws.NextInt(2) == 0 ? "red" : "blue"), row % 2 == 0 ? "x" : "y",
            }),
        ];
    }

    private static float Known(float value) => float.IsNaN(value) ? -1e6f : value;

    // What a featurizer is given, as numbers; the cells of its columns are the same either way.
    private sealed class Kinds : ITableFeaturizer
    {
        public FeaturizedTable Featurize(Table features)
        {
            SingleColumn[] numbers = [.. features.Columns.Where(column => column.Kind == ColumnKind.Numeric).Select(SinglePrecision.Of)];
            float[] values = [.. Enumerable.Range(0, features.Rows).SelectMany(row => numbers.Select(one => one.Values[row])).Select(Known)];
            return new FeaturizedTable([.. numbers.Select((_, i) => $"n{i}")], values)
            {
                Notes = [.. numbers.SelectMany((one, i) => one.NotesOn($"n{i}")), .. features.Columns.Select(column => $"{column.Name} {column.Kind}")],
            };
        }
    }
}
