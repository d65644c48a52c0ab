using RlQuery.Core.Data;
using RlQuery.Core.Data.Formats;
using RlQuery.Core.Data.Reading;

namespace RlQuery.Core.Tests.Data;

/// <summary>Whether a first row names the columns: what is decided, and that it is said where it could be otherwise.</summary>
public sealed class CsvHeaderTests : IDisposable
{
    private const string Taken = "is taken for the names of the columns; if it is a row, say --header no";
    private const string Data = "is taken for a row, and columns are named x0, x1 and so on; if it names them, say --header yes";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Table Read(string text, bool? header = null, string? target = null) => TableReader.Read(_folder.Write("data.csv", text), target, header: header);

    private string[] Notes(Table table) => [.. table.Notes.Select(note => note.Replace($"{table.Source}: ", "", StringComparison.Ordinal))];

    [Fact]
    public void Years_above_numbers_are_names()
    {
        var table = TableReader.Read(BugFile.Of("years.csv"));
        Assert.Equal(["2019", "2020", "2021", "label"], table.Columns.Select(column => column.Name));
        Assert.Equal([$"line 1 (2019, 2020, 2021, label) {Taken}"], Notes(table));
        Assert.Equal(30, table.Rows);
    }

    [Theory]
    [InlineData("2019,2020,label\n5,6,x\n7,8,y\n4,4,x\n1,0,y\n")]    // classes repeat, and never that one
    [InlineData("2019,2020,note\n5.5,6.1,a b\n7.25,8.5,c d\n")]      // whole above decimals
    [InlineData("2019,2020,2021\n0.5,0.25,1\n0.1,0.75,0\n")]         // years above a whole target
    [InlineData("1100.5,1102.5,1104.5,kind\n0.1,0.2,0.4,x\n0.3,0.1,0.2,x\n")] // wave lengths
    [InlineData("id,2020,2021\n17,5,6\n18,7,8\n19,5,1\n")]           // text above numbers
    [InlineData("2020,2021,NA\n5,6,x\n7,8,y\n", "NA")]               // the target that is asked for
    [InlineData("day,3\n1,2\n4,3\n")]                                // text above numbers, though 3 occurs below
    public void Numbers_can_be_names(string text, string? target = null)
    {
        Table table = Read(text, target: target);
        Assert.Equal(text.Split('\n')[0].Split(','), table.Columns.Select(column => column.Name));
        Assert.Equal(target is null ? [$"line 1 ({text.Split('\n')[0].Replace(",", ", ", StringComparison.Ordinal)}) {Taken}"] : [], Notes(table));
    }

    [Theory]
    [InlineData("5,6,x\n7,8,y\n5,9,y\n", false)]         // 5 occurs again
    [InlineData("1.29,-1.45,no\n2.07,1.76,yes\n", false)] // no names
    [InlineData("0.1,7,2\n0.2,8,3\n", false)]
    [InlineData("1,2,3\n2,3,4\n3,4,5\n", true)]
    [InlineData("1,2,3\n4,5,6\n7,8,9\n", true)]          // every row rises so
    [InlineData("1,2,x\n3,4,y\n", true)]
    public void Rows_of_numbers_are_rows(string text, bool said)
    {
        Table table = Read(text);
        Assert.Equal(text.Count(c => c == '\n'), table.Rows);
        Assert.Equal(said ? [$"line 1 ({text.Split('\n')[0].Replace(",", ", ", StringComparison.Ordinal)}) {Data}"] : [], Notes(table));
    }

    [Theory]
    [InlineData("a,b,c\n1,2,x\n3,4,y\n")]
    [InlineData("2019,2020,label\n5.5,6.5,x\n7.5,8.5,x\n")]
    [InlineData("5,6,x\n5,8,y\n")]
    [InlineData("big,red,yes\nsmall,blue,yes\n")]
    public void Who_says_whether_there_is_a_header_is_heeded(string text)
    {
        string[] first = text.Split('\n')[0].Split(',');
        int lines = text.Count(c => c == '\n');
        Table named = Read(text, header: true);
        Assert.Equal((lines - 1, true), (named.Rows, named.Header));
        Assert.Equal(first, named.Columns.Select(column => column.Name));
        Table plain = Read(text, header: false, target: "2");
        Assert.Equal((lines, false), (plain.Rows, plain.Header));
        Assert.Equal(["x0", "x1", "x2"], plain.Columns.Select(column => column.Name));
        Assert.Empty(named.Notes.Concat(plain.Notes));
    }

    [Theory]
    [InlineData("2019,2020,2021,label", 9000, false)]
    [InlineData("a,b,c,label", 9000, true)]
    [InlineData("a,2,c,label", 9000, false)]
    [InlineData("0,1,2,label", 9000, false)]
    [InlineData("0.5,0.25,0.125,k0", 9000, true)]
    [InlineData("7,8,9,k0", 9000, true)]
    [InlineData("7,8,12,other", 9000, false)]
    public void A_long_table_of_numbers_is_decided_as_a_short_one(string first, int rows, bool streamed)
    {
        string text = $"{first}\n{string.Concat(Enumerable.Range(0, rows).Select(i => $"{i}.5,{i % 7},{i % 11},k{i % 2}\n"))}";
        string plain = _folder.Write("long.csv", text);
        string packed = _folder.Write("long.csv.gz", text);
        // Text among features would be a fault.
        bool isRow = first.Split(',')[..^1].All(cell => double.TryParse(cell, out _));
        foreach (bool? told in isRow ? (bool?[])[null, true, false] : [null, true])
        {
            var options = new DatasetReaderOptions { Header = told };
            Dataset expected = DatasetReader.Read(packed, options);
            Dataset actual = DatasetReader.Read(plain, options);
            Assert.Equal((expected.Hash, expected.Rows), (actual.Hash, actual.Rows));
            Assert.Equal(expected.FeatureNames, actual.FeatureNames);
            Assert.Equal(expected.Notes, actual.Notes.Select(note => note.Replace(plain, packed, StringComparison.Ordinal)));
            Assert.Equal(told is not null || streamed, NumericCsv.TryRead(new TableFile("long", plain) { Header = told }, false, null) is not null);
        }
    }

    [Fact]
    public void Bundled_sets_leave_nothing_to_say()
    {
        var catalog = Catalog.Load();
        Assert.All(catalog.Entries, entry => Assert.Empty(TableReader.Read(System.IO.Path.Combine(catalog.Folder, entry.File), entry.Target).Notes));
    }
}
