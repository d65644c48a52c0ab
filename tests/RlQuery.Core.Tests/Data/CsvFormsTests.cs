using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;

namespace RlQuery.Core.Tests.Data;

/// <summary>CSV as other programs write it: row numbers, separators at line ends, lone quotes, a line for the separator, comments, other extensions.</summary>
public sealed class CsvFormsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Table Read(string text, string name = "data.csv", string? target = null) => TableReader.Read(_folder.Write(name, text), target);

    private Dataset ReadData(string text, string name = "data.csv", DatasetReaderOptions? options = null) =>
        DatasetReader.Read(_folder.Write(name, text), options);

    private static string[] Notes(Table table) => [.. table.Notes.Select(note => note.Replace($"{table.Source}: ", "", StringComparison.Ordinal))];

    private static string[] Used(Table table) => [.. table.Columns.Where(column => column.Kind != ColumnKind.Ignored).Select(column => column.Name)];

    [Fact]
    public void A_separator_at_the_end_of_every_line_makes_no_target()
    {
        Dataset data = DatasetReader.Read(BugFile.Of("trail_full.csv"));
        Assert.Equal(["a", "b"], data.FeatureNames);
        Assert.Equal(["x", "y"], data.ClassNames);
        Assert.Equal(
            [$"{data.Source}: column 4 has no name and is empty, since lines end with a separator; it is left out"], data.Notes.SkipLast(1));
        Assert.Equal(data.Hash, DatasetReader.Read(BugFile.Of("trail_full.csv"), new DatasetReaderOptions { Target = "-1" }).Hash);
    }

    [Theory]
    [InlineData("a,b,label,\n1,2,x,\n3,4,y,\n")]
    [InlineData("a,b,label,,\n1,2,x,,\n3,4,y,,\n")]
    [InlineData("a,b,label\n1,2,x,\n3,4,y,\n")]       // in rows alone
    [InlineData("a,b,label\n1,2,x\n3,4,y,\n")]        // in one row
    [InlineData("a,b,label,\n1,2,x\n3,4,y\n")]        // in the header alone
    [InlineData("a,b,label,\n1,2,x,\n3,4,y\n")]
    [InlineData("a\tb\tlabel\t\n1\t2\tx\t\n3\t4\ty\t\n")]
    public void Empty_cells_at_line_ends_are_left_out_and_it_is_said(string text)
    {
        Table table = Read(text);
        Assert.Equal(["a", "b", "label"], Used(table));
        Assert.NotEmpty(table.Notes);
        Dataset data = ReadData(text);
        Assert.Equal((2, 2), (data.Features, data.Classes));
    }

    [Fact]
    public void An_empty_target_with_a_name_is_what_is_to_be_labelled()
    {
        Table table = Read("a,b,label\n1,2,\n3,4,\n");
        Assert.Empty(table.Notes);
        Assert.Equal(["a", "b", "label"], Used(table));
        Assert.Equal((2, 0), (ReadData("1.5,2.5,\n3.5,4.5,\n").Features, ReadData("1.5,2.5,\n3.5,4.5,\n").Classes));
        Assert.Equal(["x0", "x1", "x2"], Used(Read("1.5,2.5,x,\n3.5,4.5,y,\n")));
    }

    [Theory]
    [InlineData(",a,b,label\n0,1.5,2,x\n1,3.5,4,y\n2,1.5,1,y\n", "x0")]
    [InlineData("\"\",a,b,label\n1,1.5,2,x\n2,3.5,4,y\n3,1.5,1,y\n", "x0")]
    [InlineData("Unnamed: 0,a,b,label\n0,1.5,2,x\n1,3.5,4,y\n2,1.5,1,y\n", "Unnamed: 0")]
    [InlineData("a,b,,label\n1.5,2,0,x\n3.5,4,1,y\n1.5,1,2,y\n", "x2")]
    [InlineData(",a,b,label\n17,1.5,2,x\n4,3.5,4,y\n250,1.5,1,y\n", "x0")] // of a shuffled file
    [InlineData(",x0,b,label\n0,1.5,2,x\n1,3.5,4,y\n2,1.5,1,y\n", "x0_")] // x0 is taken
    public void Row_numbers_without_a_name_are_not_learned_from(string text, string column)
    {
        Table table = Read(text);
        string note = $"column {column} has no name and numbers the rows; it is left out. To learn from it, call it a \"number\" in a schema (--schema)";
        Assert.Equal([note], Notes(table));
        Assert.Equal(2, ReadData(text).Features);
        var told = new DatasetReaderOptions { Schema = TableSchema.Parse($$"""{ "columns": { "{{column}}": "number" } }""", "s") };
        Assert.Equal(3, ReadData(text, options: told).Features);
    }

    [Theory]
    [InlineData("t,a,label\n0,1.5,x\n1,3.5,y\n2,1.5,y\n")]      // it has a name
    [InlineData(",a,label\n0.5,1.5,x\n1,3.5,y\n2,1.5,y\n")]     // no numbers of rows
    [InlineData(",a,label\n5,1.5,x\n5,3.5,y\n2,1.5,y\n")]
    [InlineData(",label\n0,x\n1,y\n2,y\n")]                     // nothing else to learn from
    [InlineData("a,b,\n7,0.5,0\n7,1.5,1\n8,2.5,2\n")]           // the target
    public void Other_columns_stay(string text) => Assert.DoesNotContain(ColumnKind.Ignored, Read(text).Columns.Select(column => column.Kind));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_long_table_loses_its_row_numbers_too(bool header)
    {
        string rows = string.Concat(Enumerable.Range(0, 9000).Select(i => $"{i},{i % 7}.5,{i % 5},{i % 2}\n"));
        string text = (header ? ",a,b,label\n" : "") + rows;
        Dataset expected = ReadData(text, "long.csv.gz");
        Dataset actual = ReadData(text, "long.csv");
        Assert.Equal(2, actual.Features);
        Assert.Equal((expected.Hash, expected.Notes.Count), (actual.Hash, actual.Notes.Count));
        Assert.Equal(expected.FeatureNames, actual.FeatureNames);
        Assert.Equal(3, ReadData(text, "long.csv", new DatasetReaderOptions { Target = "0" }).Features);
    }

    [Fact]
    public void A_lone_quote_in_a_file_of_tabs_is_a_letter()
    {
        Table table = TableReader.Read(BugFile.Of("sentences.tsv"));
        Assert.Equal(11, table.Rows);
        Assert.Equal("\"I have been waiting here", table.Columns[0].Cells[1]);
        Assert.Equal(["line 3: a quote opens here and does not close at the end of its cell; such quotes are read as letters"], Notes(table));
    }

    [Theory]
    [InlineData("text\tlabel\n\"Stop!\" he said\tx\nall well\ty\n", "\"Stop!\" he said")]
    [InlineData("text\tlabel\n\"never closed\tx\nall well\ty\n", "\"never closed")]
    [InlineData("text\tlabel\n\"closed\"\tx\n\"open\ty\nand open\"\tx\n", "closed")]
    [InlineData("text\tlabel\n\"one, \"\"two\"\"\"\tx\n\"open\ty\nand open\"\tx\n", "one, \"two\"")]
    [InlineData("text\tlabel\n5'11\"\tx\n6'2\"\ty\n", "5'11\"")]
    public void Quotes_hold_a_cell_of_a_file_of_tabs_together_only_where_they_can(string text, string cell)
    {
        foreach (string name in (string[])["data.tsv", "data.csv", "data.tab"])
        {
            Table table = Read(text, name);
            Assert.Equal(text.Count(c => c == '\n') - 1, table.Rows);
            Assert.Equal(cell, table.Columns[0].Cells[0]);
        }
    }

    [Fact]
    public void A_quoted_cell_of_several_lines_in_a_file_of_tabs_is_one_cell()
    {
        Table table = Read("text\tlabel\n\"one\ntwo\tthree\nfour\"\tx\nfive\ty\n", "data.tsv");
        Assert.Equal((string?[])["one\ntwo\tthree\nfour", "five"], table.Columns[0].Cells.AsEnumerable());
        Assert.Equal([2, 5], table.Lines);
        Assert.Empty(table.Notes);
    }

    [Fact]
    public void Commas_are_quoted_by_rule_and_doubt_is_said()
    {
        Table table = Read("text,label\n\"I waited,angry\nfor long\",angry\nfine,calm\n");
        Assert.Equal(2, table.Rows);
        string note = Assert.Single(Notes(table));
        Assert.StartsWith("line 2: a quote opens here and closes in a later line; what is between them is one cell", note, StringComparison.Ordinal);
        Table plain = TableReader.Read(BugFile.Of("nl_text.csv"));
        Assert.Equal((160, 0), (plain.Rows, plain.Notes.Count));
        Assert.Contains('\n', plain.Columns[0].Cells[0]!);
    }

    [Fact]
    public void A_line_that_names_the_separator_is_heeded()
    {
        Table table = TableReader.Read(BugFile.Of("sep_line.csv"));
        Assert.Equal(["a", "b", "label"], table.Columns.Select(column => column.Name));
        Assert.Equal((24, 3), (table.Rows, table.Lines[0]));
        Assert.Equal(
            [
                "line 1 (\"sep=;\") is heeded: \";\" stands between cells", "column a and 1 more: the comma of \"1,29\" is read as a decimal point",
            ],
            Notes(table));
        Assert.Equal("1,29", table.Columns[0].Cells[0]);
    }

    [Theory]
    [InlineData("sep=,\r\na,b,c\r\n1,2,x\r\n3,4,y\r\n")]
    [InlineData("\"sep=;\"\na;b;c\n1;2;x\n3;4;y\n")]
    [InlineData("\uFEFFSEP=|\na|b|c\n1|2|x\n3|4|y\n")]
    [InlineData("sep=\t\na\tb\tc\n1\t2\tx\n3\t4\ty\n")]
    [InlineData("sep=;;;\na;b;c\n1;2;x\n3;4;y\n")]
    [InlineData("# by hand\n# of 2020, twice, more\na,b,c\n1,2,x\n# a remark\n3,4,y\n")]
    [InlineData("# by \"hand, 2020\na,b,c\n1,2,x\n3,4,y\n")]
    [InlineData("a,b,c\n1,2,x\n#3,4\n3,4,y\n")]
    public void What_is_no_row_changes_nothing(string text)
    {
        Dataset data = ReadData(text);
        Assert.Equal([1, 2, 3, 4], data.Values.ToArray());
        Assert.Equal(["a", "b"], data.FeatureNames);
        Assert.Equal(2, data.Notes.Count);
    }

    [Theory]
    [InlineData("#id,a,c\n1,2,x\n3,4,y\n", "#id", 2)]
    [InlineData("#love it,pos\nhate it,neg\n#meh,neg\nwell,pos\n", "x0", 4)]
    [InlineData("text,c\n#love it,pos\nhate it,neg\n#meh,neg\n", "text", 3)]
    public void A_text_that_begins_with_the_mark_of_comments_is_a_text(string text, string name, int rows)
    {
        Table table = Read(text);
        Assert.Equal((name, rows), (table.Columns[0].Name, table.Rows));
        Assert.Empty(table.Notes);
    }

    [Fact]
    public void A_separator_that_cannot_be_one_is_a_fault() => Assert.EndsWith(
        "line 1: \"sep=x\" names no separator; use one of , ; | : ^ ~ or a tab",
        Assert.Throws<InvalidInputException>(() => Read("sep=x\na,b\n1,2\n")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("data.txt")]
    [InlineData("data.data")]
    [InlineData("data.DAT")]
    [InlineData("data.tab.gz")]
    public void Files_of_other_extensions_that_are_CSV_are_read_and_it_is_said(string name)
    {
        string extension = name.Replace(".gz", "", StringComparison.Ordinal)[4..].ToLowerInvariant();
        foreach (string text in (string[])["a,b,c\n1,2,x\n3,4,y\n", "a;b;c\n1;2;x\n3;4;y\n", "a\tb\tc\n1\t2\tx\n3\t4\ty\n"])
        {
            Dataset data = ReadData(text, name);
            Assert.Equal([1, 2, 3, 4], data.Values.ToArray());
            Assert.Equal([$"{data.Source}: read as CSV, since {extension} files may hold anything"], data.Notes.SkipLast(1));
        }
    }

    [Fact]
    public void A_file_of_an_extension_of_several_formats_is_of_the_one_that_it_looks_like()
    {
        Dataset numbers = ReadData("# c\n+1 1:0.5 3:-2\n-1\n-1 2:1\n", "data.txt");
        Assert.Equal((3, 1), (numbers.Features, numbers.Notes.Count));
        Dataset keel = ReadData("@relation r\n@attribute a real[-3,3]\n@attribute c {x,y}\n@inputs a\n@outputs c\n@data\n1.5, x\n2.5, y\n", "data.dat");
        Assert.Equal([1.5f, 2.5f], keel.Values.ToArray());
        Assert.Equal("data.txt: no such file", Assert.Throws<InvalidInputException>(() => DatasetReader.Read("data.txt")).Message);
    }
}
