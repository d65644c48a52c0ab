using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;

namespace RlQuery.Core.Tests.Data;

public sealed class MissingSpellingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Spellings =>
        ["null", "NULL", "N/A", "n/a", "#N/A", "<NA>", "nan", "NaN", "None", "-", "--", ".", "?", "NA", ""];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Spellings))]
    public void A_column_of_numbers_stays_one(string spelling)
    {
        Table table = Features($"a,b,label\n1,1,x\n{spelling},2,y\n{spelling},3,x\n4,4,y\n");
        Assert.Equal(ColumnKind.Numeric, table.Columns[0].Kind);
        Assert.Equal(new[] { "1", null, null, "4" }, table.Columns[0].Cells);
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public void A_row_whose_class_is_missing_is_unlabelled(string spelling)
    {
        Dataset data = Read($"a,label\n1,x\n2,{spelling}\n3,y\n4,x\n5,\n");
        Assert.Equal(["x", "y"], data.ClassNames);
        Assert.Equal([0, Dataset.Unlabelled, 1, 0, Dataset.Unlabelled], data.Labels);
        Assert.Contains("data.csv: 2 classes: x 2, y 1; 2 unlabelled", data.Notes.Select(Short));
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public void A_row_whose_number_is_missing_is_unlabelled(string spelling)
    {
        string path = _folder.Write("data.csv", $"a,price\n1,10\n2,{spelling}\n3,30\n");
        Dataset data = DatasetReader.Read(path, new DatasetReaderOptions { Kind = TargetKind.Number });
        Assert.Equal([10, float.NaN, 30], data.Targets);
        Assert.Contains("data.csv: 2 numbers from 10 to 30; 1 unlabelled", data.Notes.Select(Short));
    }

    [Fact]
    public void Spellings_that_could_mean_something_else_are_told_with_their_counts() => Assert.Contains(
        "data.csv: column a: read as missing: \"null\" (2), \"-\" (1)",
        Features("a,b,label\n1,1,x\nnull,2,y\nnull,3,x\n-,4,y\n?,5,x\n").Notes.Select(Short));

    [Fact]
    public void Plus_and_minus_are_classes() => Assert.Equal(["+", "-"], Read("a,label\n1,+\n2,-\n3,+\n").ClassNames);

    [Fact]
    public void A_schema_says_how_missing_cells_are_spelled()
    {
        var schema = TableSchema.Parse("""{ "columns": {}, "missing": ["<0.1", "trace"] }""", "schema.json");
        Table table = TableReader.Read(_folder.Write("data.csv", "a,label\n1.5,x\n<0.1,y\ntrace,x\n2,y\n"));
        Assert.Equal(new[] { "1.5", null, null, "2" }, TableReader.Features(table, 1, schema).Columns[0].Cells);
        Assert.Equal(schema.ToText(), TableSchema.Parse(schema.ToText(), "again").ToText());
    }

    [Fact]
    public void A_schema_makes_a_class_of_a_word_that_usually_says_missing()
    {
        string path = _folder.Write("data.csv", "a,label\n1,None\n2,mild\n3,?\n4, None \n5,\n");
        var schema = TableSchema.Parse("""{ "columns": {}, "missing": ["?"] }""", "schema.json");
        Dataset data = DatasetReader.Read(path, new DatasetReaderOptions { Schema = schema });
        Assert.Equal(["None", "mild"], data.ClassNames);
        Assert.Equal([0, 1, Dataset.Unlabelled, 0, Dataset.Unlabelled], data.Labels);
        Assert.DoesNotContain(data.Notes, note => note.Contains("read as missing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<0.1")]
    [InlineData(">100")]
    [InlineData("5 %")]
    [InlineData("trace")]
    [InlineData("unter Grenze")]
    public void Measurements_with_other_texts_are_refused_by_name_and_count(string odd)
    {
        string rows = string.Concat(Enumerable.Range(0, 40).Select(row => $"{(row % 4 == 0 ? odd : $"{row}.5")},{(row % 2 == 0 ? "x" : "y")}\n"));
        string fault = Assert.Single(Assert.Throws<InvalidInputException>(() => Features($"a,label\n{rows}")).Faults);
        string expected = $"column a: 30 numbers and 10 cells that are none: \"{odd}\" (10); write numbers or leave the cells empty";
        Assert.Contains(expected, fault, StringComparison.Ordinal);
        var category = TableSchema.Parse("""{ "columns": { "a": "category" } }""", "schema.json");
        Table table = TableReader.Read(_folder.Write("data.csv", $"a,label\n{rows}"));
        Assert.Equal(ColumnKind.Categorical, TableReader.Features(table, 1, category).Columns[0].Kind);
    }

    [Fact]
    public void Codes_of_which_most_are_numbers_are_categories()
    {
        string grades = string.Concat(Enumerable.Range(0, 40).Select(row => $"{(row % 4 == 0 ? "other" : $"{row % 3}")},{(row % 2 == 0 ? "x" : "y")}\n"));
        Assert.Equal(ColumnKind.Categorical, Features($"a,label\n{grades}").Columns[0].Kind);
        string tickets = string.Concat(Enumerable.Range(0, 60).Select(row =>
            $"{(row % 2 == 0 ? $"A/{row} 21{row}" : $"{row}71")},{(row % 2 == 0 ? "x" : "y")}\n"));
        Assert.NotEqual(ColumnKind.Numeric, Features($"a,label\n{tickets}").Columns[0].Kind);
    }

    private Dataset Read(string text) => DatasetReader.Read(_folder.Write("data.csv", text));

    private Table Features(string text)
    {
        Table table = TableReader.Read(_folder.Write("data.csv", text));
        return TableReader.Features(table, table.Columns.Count - 1);
    }

    private static string Short(string note) => note[note.IndexOf("data.csv", StringComparison.Ordinal)..];
}
