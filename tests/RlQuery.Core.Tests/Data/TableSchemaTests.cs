using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;

namespace RlQuery.Core.Tests.Data;

public sealed class TableSchemaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_it_says_goes_before_what_the_cells_say()
    {
        Table table = Cells(("zip", ["101", "102"]), ("day", ["20240131", null]), ("name", ["a", "b"]), ("id", ["x", "y"]), ("label", ["p", "q"]));
        TableSchema schema = Read("""{ "columns": { "zip": "category", "day": "date yyyyMMdd", "name": "text", "id": "ignore" } }""");
        Table features = TableReader.Features(table, 4, schema);
        Assert.Equal(["zip", "day", "name"], features.Columns.Select(column => column.Name));
        Assert.Equal([ColumnKind.Categorical, ColumnKind.Date, ColumnKind.Text], features.Columns.Select(column => column.Kind));
        Assert.Equal("yyyyMMdd", features.Columns[1].DateForm!.Name);
    }

    [Fact]
    public void Written_and_read_again_it_is_the_same()
    {
        Table table = Cells(("a", ["1", "2"]), ("b", ["2024-01-31", "2024-02-01"]), ("ü \"c\"", ["x", "y"]), ("d", ["i.png", "j.png"]), ("label", ["p", "q"]));
        TableSchema told = Read("""{ "columns": { "d": "ignore" } }""");
        var schema = TableSchema.Of(TableReader.Features(table, 4, told), told);
        string text = System.Text.Encoding.UTF8.GetString(schema.ToBytes());
        Assert.Equal(
            "{\n  \"columns\": {\n    \"a\": \"number\",\n    \"b\": \"date yyyy-MM-dd\",\n    \"ü \\\"c\\\"\": \"category\",\n    \"d\": \"ignore\"\n  }\n}\n",
            text);
        Assert.Equal(text, System.Text.Encoding.UTF8.GetString(Read(text).ToBytes()));
    }

    [Theory]
    [InlineData("""{ "columns": { "agee": "number" } }""", "column \"agee\" is not in t.csv; did you mean 'age'?")]
    [InlineData("""{ "columns": { "label": "number" } }""", "column \"label\" is the target, which is no feature; leave it out")]
    [InlineData("""{ "columns": { "age": "numbr" } }""", "column age: \"numbr\" is no kind; did you mean 'number'?")]
    [InlineData(
        """{ "columns": { "age": "Text of some sort" } }""", "column age: \"Text of some sort\" is no kind; use number, category, date, text, image, ignore")]
    [InlineData("""{ "columns": { "age": "date yyyy" } }""", "column age: \"yyyy\" is no form of dates; use \"yyyy-MM-dd\", ")]
    [InlineData("""{ "columns": { "age": null } }""", "column age: \"null\" is no kind; use number, ")]
    [InlineData("""{ "columns": { "age": "text", "age": "text" } }""", "column age is named twice")]
    [InlineData("""{ "columns": { "age": 3 } }""", "column age: \"3\" is no kind; use number, ")]
    [InlineData(
        """{ "colums": { "age": "number" } }""",
        "no schema: \"colums\" is not allowed; such a file is { \"columns\": { \"NAME\": \"KIND\" } }, and 'rlquery schema' writes one")]
    [InlineData("""{ "columns": null }""", "no schema: it has no single object \"columns\"; ")]
    [InlineData("""{}""", "no schema: it has no single object \"columns\"; ")]
    [InlineData("""null""", "no schema: it has no single object \"columns\"; ")]
    [InlineData("""{ "columns": { "age": "ignore" } }""", "every column is ignored; features are needed beside the target", "t.csv")]
    [InlineData("{ \"columns\": { \"age\": \"\\ud800\" } }", "no schema: line 1 is not JSON at letter 23; ")]
    [InlineData("{ \"columns\": {\n \"\\udc00\": \"number\" } }", "no schema: line 2 is not JSON at letter 2; ")]
    [InlineData("{ \"columns\": { }, \"missing\": [\"\\ud800\"] }", "no schema: line 1 is not JSON at letter 31; ")]
    [InlineData("{ \"columns\": { \"a\\u0000\": \"number\" } }", "no schema: line 1 is not JSON at letter 16; ")]
    [InlineData("age: number", "no schema: line 1 is not JSON at letter 1; ")]
    public void What_does_not_fit_is_one_line_that_names_the_file(string text, string fault, string? file = null)
    {
        Table table = Cells(("age", ["1", "2"]), ("label", ["p", "q"]));
        string line = Assert.Single(Assert.Throws<InvalidInputException>(() => TableReader.Features(table, 1, Read(text))).Faults);
        Assert.StartsWith($"{file ?? _folder.Path("s.json")}: {fault}", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("date", "t.csv: line 3, column age: \"2\" is no date; use yyyy-MM-dd, ")]
    [InlineData("date dd.MM.yyyy", "t.csv: line 3, column age: \"2\" is no date of the form dd.MM.yyyy")]
    public void A_kind_that_the_cells_do_not_fit_names_their_lines(string kind, string fault)
    {
        Table table = Cells(("age", [null, "2"]), ("label", ["p", "q"]));
        string line = Assert.Single(
            Assert.Throws<InvalidInputException>(() => TableReader.Features(table, 1, Read($$"""{ "columns": { "age": "{{kind}}" } }"""))).Faults);
        Assert.StartsWith(fault, line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_whose_columns_have_no_names_is_refused_and_a_long_plain_one_is_read_by_its_schema()
    {
        var options = new DatasetReaderOptions { Schema = Read("""{ "columns": { "b": "ignore" } }""") };
        Assert.Throws<InvalidInputException>(() => DatasetReader.Read(_folder.Write("a.svm", "1 1:2\n2 1:3\n"), options));
        string rows = string.Concat(Enumerable.Range(0, 9000).Select(i => $"{i},{i + 1},{i % 2}\n"));
        Assert.Equal(["a"], DatasetReader.Read(_folder.Write("long.csv", "a,b,label\n" + rows), options).FeatureNames);
    }

    private TableSchema Read(string text) => TableSchema.Read(_folder.Write("s.json", text));

    private static Table Cells(params (string Name, string?[] Cells)[] columns) => new(
        "t", "t.csv", [.. columns.Select(column => new TableColumn(column.Name, ColumnKind.Unknown, column.Cells))],
        [.. Enumerable.Range(2, columns[0].Cells.Length)]);
}
