using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;

namespace RlQuery.Core.Tests.Data;

/// <summary>What ARFF declares beside numbers: texts, dates, classes that nobody has given, weights; as Weka documents it.</summary>
public sealed class ArffValueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Table Read(string attributes, params string[] rows) =>
        TableReader.Read(_folder.Write("data.arff", $"@relation r\n{attributes}\n@data\n{string.Join('\n', rows)}\n"));

    [Theory]
    [InlineData("text_full")]
    [InlineData("nl_text")]
    public void Strings_are_what_the_same_cells_are_in_a_CSV_file(string name)
    {
        Table arff = Features(BugFile.Of($"{name}.arff"));
        Table csv = Features(BugFile.Of($"{name}.csv"));
        Assert.Equal(ColumnKind.Text, arff.Columns[0].Kind);
        Assert.Equal(csv.Columns[0].Kind, arff.Columns[0].Kind);
        Assert.Equal(csv.Columns[0].Cells, arff.Columns[0].Cells);
    }

    [Fact]
    public void Strings_that_are_numbers_or_repeat_are_categories()
    {
        Table table = Read("@attribute a string\n@attribute b string\n@attribute c {x,y}", "1,red,x", "2,green,y", "3,red,x", "4,green,y", "x,red,y");
        Assert.Equal([ColumnKind.Categorical, ColumnKind.Categorical, ColumnKind.Categorical], table.Columns.Select(column => column.Kind));
    }

    [Theory]
    [InlineData(@"'it\'s'", "it's")]
    [InlineData(@"""a \""b\"" c""", "a \"b\" c")]
    [InlineData(@"'a\nb\tc\rd'", "a\nb\tc\rd")]
    [InlineData(@"'50\% of \\n'", "50% of \\n")]
    [InlineData(@"'\u00e4\u20AC \ud83d\ude00'", "ä€ \U0001F600")]
    [InlineData(@"'a\,b \u12 c'", "a,b u12 c")]
    public void Escapes_are_decoded(string cell, string text) =>
        Assert.Equal(text, Read("@attribute a string\n@attribute c {x,y}", $"{cell},x").Columns[0].Cells[0]);

    [Fact]
    public void A_fault_is_one_line_whatever_line_ends_are_declared()
    {
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => Read("@attribute a real\n@attribute 'c\\nd' {x,'e\\ny'}", "1,z", "2,x"));
        Assert.DoesNotContain('\n', Assert.Single(refused.Faults));
    }

    [Theory]
    [InlineData("date", "'2024-03-05T13:45:10'", "2024-03-05 13:45:10", "date yyyy-MM-dd")]
    [InlineData("date 'yyyy-MM-dd'", "2024-3-5", "2024-03-05 00:00:00", "date yyyy-MM-dd")]
    [InlineData("DATE \"yyyy-MM-dd HH:mm:ss\"", "\"2024-03-05 13:45:10\"", "2024-03-05 13:45:10", "date yyyy-MM-dd")]
    [InlineData("date dd/MM/yyyy", "05/03/2024", "2024-03-05 00:00:00", "date dd/MM/yyyy")]
    [InlineData("date yyMMddHHmm", "2403051345", "2024-03-05 13:45:00", "date 'yyMMddHHmm'")]
    [InlineData("date \"d.M.yy 'um' H:mm 'Uhr'\"", "'5.3.24 um 7:05 Uhr'", "2024-03-05 07:05:00", "date 'd.M.yy 'um' H:mm 'Uhr''")]
    [InlineData("date \"EEE MMM d HH:mm:ss yyyy\"", "'Tue Mar 5 13:45:10 2024'", "2024-03-05 13:45:10", "date 'EEE MMM d HH:mm:ss yyyy'")]
    [InlineData("date 'yyyy.MM.dd HH:mm Z'", "'2024.03.05 13:45 +0200'", "2024-03-05 11:45:00", "date 'yyyy.MM.dd HH:mm Z'")]
    [InlineData("date 'yyyy-MM-dd hh:mm a'", "'2024-03-05 01:45 PM'", "2024-03-05 13:45:00", "date 'yyyy-MM-dd hh:mm a'")]
    [InlineData("date HH:mm", "13:45", "0001-01-01 13:45:00", "date 'HH:mm'")]
    [InlineData("date yyyy", "2024", "2024-01-01 00:00:00", "date 'yyyy'")]
    public void Dates_are_read_as_declared(string type, string cell, string moment, string kind)
    {
        Table table = Read($"@attribute a {type}\n@attribute c {{x,y}}", $"{cell},x", "?,y", $"{cell},y");
        TableColumn column = TableReader.Features(table, 1).Columns[0];
        Assert.True(column.DateForm!.TryParse(column.Cells[0]!, out DateTimeOffset read));
        Assert.Equal(moment, read.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        Assert.Equal(kind, TableSchema.Describe(column.Kind, column.DateForm));
        // What a schema file says of it can be said to it.
        Table told = TableReader.Features(table, 1, TableSchema.Parse(TableSchema.Of(TableReader.Features(table, 1)).ToText(), "s"));
        Assert.Equal(kind, TableSchema.Describe(told.Columns[0].Kind, told.Columns[0].DateForm));
        Assert.True(told.Columns[0].DateForm!.TryParse(column.Cells[0]!, out DateTimeOffset again) && again == read);
    }

    [Fact]
    public void Declared_classes_are_there_before_any_row_has_one()
    {
        Dataset data = DatasetReader.Read(BugFile.Of("alluna.arff"));
        Assert.Equal(["ham", "spam"], data.ClassNames);
        Assert.All(data.Labels, label => Assert.Equal(Dataset.Unlabelled, label));
        Table table = Read("@attribute a real\n@attribute c {low,high,unseen}", "1,low", "2,high");
        Assert.Equal(["high", "low", "unseen"], DatasetReader.FromTable(table, new DatasetReaderOptions()).ClassNames);
    }

    [Fact]
    public void Weights_of_rows_are_named_and_nothing_else()
    {
        Table table = Read("@attribute a real\n@attribute b real\n@attribute c {x,y}", "1,2,x,{3}", "4,5,y", "{1 7, 2 y}, {0.5}", "6 7 x {2}");
        Assert.Equal((string?[])["1", "4", "0", "6"], table.Columns[0].Cells.AsEnumerable());
        Assert.Equal((string?[])["x", "y", "y", "x"], table.Columns[2].Cells.AsEnumerable());
        Assert.Equal([$"{table.Source}: 3 rows have weights (first: line 6); every row counts alike here"], table.Notes);
    }

    [Theory]
    [InlineData("real[-3,3]")]
    [InlineData("real [-3, 3]")]
    [InlineData("INTEGER[0,9]")]
    [InlineData("numeric [0.0, 1.0]")]
    public void The_range_of_a_number_is_passed_over(string type) =>
        Assert.Equal(ColumnKind.Numeric, Read($"@attribute a {type}\n@attribute c {{x,y}}", "1,x").Columns[0].Kind);

    private static Table Features(string path)
    {
        var table = TableReader.Read(path);
        return TableReader.Features(table, 1);
    }
}
