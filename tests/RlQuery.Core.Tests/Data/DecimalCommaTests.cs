using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Exchange;

namespace RlQuery.Core.Tests.Data;

/// <summary>Numbers as spreadsheets of half the world write them: <c>1,5;2,5;yes</c>.</summary>
public sealed class DecimalCommaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sep=;\na;b;c\n1,5;2;x\n-0,25;3,125e1;y\n")]
    [InlineData("a;b;c\n1,5;2;x\n-,25;3,125e1;y\n")]
    [InlineData("a\tb\tc\n1,5\t2\tx\n-0,25\t31,25\ty\n")]
    [InlineData("a,b,c\n\"1,5\",2,x\n\"-0,25\",\"31,25\",y\n")]
    public void They_are_read_as_with_a_point_and_it_is_said(string text)
    {
        Dataset data = Read(text);
        Assert.Equal([1.5f, 2, -0.25f, 31.25f], data.Values.ToArray());
        Assert.Contains($"{data.Source}: column a and 1 more: the comma of \"1,5\" is read as a decimal point", data.Notes);
    }

    [Fact]
    public void What_a_German_spreadsheet_wrote_has_the_values_of_the_same_table_with_points()
    {
        string text = File.ReadAllText(BugFile.Of("sep_line.csv"));
        Dataset points = Read(text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..].Replace(',', '.'), "points.csv");
        Assert.Equal(points.Hash, DatasetReader.Read(BugFile.Of("sep_line.csv")).Hash);
    }

    [Theory]
    [InlineData("a;b;c\n1,234;2;x\n2,345;3;y\n12,345;4;x\n", "thousands, or three decimals")]
    [InlineData("a;b;c\n1,5;2.5;x\n2,5;3.25;y\n", "numbers with a point beside them")]
    [InlineData("a;b;c\n1,5;2;x\n2.5;3;y\n", "both in one column")]
    [InlineData("a;b;c\n1,234,567;2;x\n2,5;3;y\n", "thousands")]
    public void Where_a_comma_could_be_something_else_nothing_is_read(string text, string why)
    {
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => Read(text));
        Assert.True(refused.Message.Contains("column a: numbers with a comma, such as \"", StringComparison.Ordinal), $"{why}: {refused.Message}");
    }

    [Fact]
    public void A_single_clear_cell_tells_for_the_file() =>
        Assert.Equal([1.234f, 0.5f, 2.345f, 7], Read("a;b;c\n1,234;0,5;x\n2,345;7;y\n").Values.ToArray());

    [Fact]
    public void Lists_of_answers_are_categories()
    {
        Table table = TableReader.Read(_folder.Write("data.csv", "a,b,c\n\"1,2\",5,x\n\"1,2,3\",6,y\n\"2,3\",7,x\n"));
        Assert.Empty(table.Notes);
        Assert.Equal(ColumnKind.Categorical, TableReader.Features(table, 2).Columns[0].Kind);
    }

    [Fact]
    public void A_row_of_them_is_no_header()
    {
        Dataset data = DatasetReader.Read(
            _folder.Write("data.csv", "1,5;2,7;3,9\n4,1;5,3;6,5\n7,7;8,9;9,1\n"), new DatasetReaderOptions { Kind = TargetKind.Number });
        Assert.Equal((3, 3.9f), (data.Rows, data.Targets[0]));
        Assert.Contains($"{data.Source}: column x2: the comma of \"3,9\" is read as a decimal point", data.Notes);
    }

    [Fact]
    public void A_cell_that_is_no_number_is_refused_as_beside_other_numbers() => Assert.Contains(
        "line 4, column a: \"<0,1\" is text where numbers must be",
        Assert.Throws<InvalidInputException>(() => Read("a;b;c\n1,5;2;x\n2,5;3;y\n<0,1;3;y\n3,5;3;y\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void Classes_keep_their_commas_and_a_schema_may_call_such_a_column_a_category()
    {
        Dataset data = Read("a;b;grade\n1,5;2;1,3\n2,5;3;2,7\n");
        Assert.Equal(["1,3", "2,7"], data.ClassNames);
        var schema = TableSchema.Parse("""{ "columns": { "a": "category" } }""", "schema");
        Table table = TableReader.Read(_folder.Write("data.csv", "a;b;c\n1,5;2;x\n2,5;3;y\n"));
        Assert.Equal("1,5 2,5", string.Join(' ', TableReader.Features(table, 2, schema).Columns[0].Cells));
    }

    [Fact]
    public void A_labelled_table_has_its_cells_as_they_stood_and_new_numbers_in_their_form()
    {
        string data = _folder.Write("data.csv", "a;b;price\n1,5;2;10,5\n2,5;3;\n3,5;4;\n");
        var table = LabellingTable.Of(TableReader.Read(data), null, null, kind: TargetKind.Number);
        LabellingState state = table.Begin([]);
        state.Apply(new QuestionAsked(1));
        state.Apply(new RowLabelled(1, "7.25"));
        string labelled = _folder.Path("labelled.csv");
        LabelledFile.Write(labelled, table, state);
        Assert.Equal("a,b,price\n\"1,5\",2,\"10,5\"\n\"2,5\",3,\"7,25\"\n\"3,5\",4,\n", File.ReadAllText(labelled));
        Dataset read = DatasetReader.Read(labelled, new DatasetReaderOptions { Kind = TargetKind.Number });
        Assert.Equal([10.5f, 7.25f, float.NaN], read.Targets.ToArray());
    }

    private Dataset Read(string text, string name = "data.csv") => DatasetReader.Read(_folder.Write(name, text));
}
