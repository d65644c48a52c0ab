using System.Text.Json;
using nietras.SeparatedValues;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Formats;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Exchange;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tests.Data;

namespace RlQuery.Core.Tests.Labelling;

public sealed class UntouchedCellsTests : IDisposable
{
    private static readonly string[] Texts =
    [
        "NA", "?", "", "N/A", "null", "-", " padded ", "\t tab", "1e5", "0123", "1.50", "+7", "-0", "a, b", "c;d", "say \"q\"", "two\nlines",
        "two\r\nlines", "=1+1", "#x", "\u00fc\u00df", "\U0001F44D", "'", "{}", "  ", "\u00a0x",
    ];

    private static readonly TableSchema Categories = TableSchema.Parse(
        """{"columns": {"my text": "category", "other": "category"}}""", "schema");

    private static readonly string[] Targets = ["yes", "?", " no "];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_weight_goes_with_the_label_of_the_file_and_no_other()
    {
        string path = _folder.Write("mine.csv", "my text,other,sure,label\na,b,0.6,yes\nb,c,0.7,no\nc,d,0,yes\nd,e,0.8,no\ne,f,,\n");
        var schema = TableSchema.Parse("""{"columns": {"my text": "category", "other": "category", "sure": "weight"}}""", "schema");
        (LabellingTable table, LabellingState state) = Begin(path, schema);
        Assert.Equal(["yes", "no", null, "no", null], state.Answers);
        state.Apply(new RowImported(1, "yes"));
        state.Apply(new RowImported(2, "no"));
        state.Apply(new RowImported(3, "no"));
        state.Apply(new RowImported(4, "yes"));
        Assert.Equal([0.6, 1, 1, 0.8, 1], table.Labelled(state, new HashSet<int>()).LabelWeights!);
        LabelledFile.Write(_folder.Path("out.csv"), table, state);
        Assert.Equal("my text,other,sure,label\na,b,0.6,yes\nb,c,,yes\nc,d,,no\nd,e,0.8,no\ne,f,,yes\n", File.ReadAllText(_folder.Path("out.csv")));
    }

    [Fact]
    public void A_file_with_commas_differs_from_its_labelled_table_in_the_labels_alone()
    {
        var generator = new Pcg64(9, "cells");
        for (int trial = 0; trial < 50; trial++)
        {
            string[][] rows = [.. Enumerable.Range(0, 12).Select(row => (string[])
                [$"{row}", Texts[generator.NextInt(Texts.Length)], Texts[generator.NextInt(Texts.Length)], Targets[row % 3]])];
            string path = _folder.Write("mine.csv", Text(rows));
            (LabellingTable table, LabellingState state) = Begin(path, Categories);
            state.Apply(new RowImported(1, "yes"));
            LabelledFile.Write(_folder.Path("out.csv"), table, state);
            rows[1][3] = "yes";
            Assert.Equal(Text(rows), File.ReadAllText(_folder.Path("out.csv")));
        }

        static string Text(string[][] rows) => $"id, my text ,other,label\n{string.Join('\n', rows.Select(row => string.Join(',', row.Select(Quote))))}\n";

        static string Quote(string cell) =>
            cell.IndexOfAny([',', ';', '"', '\t', '\r', '\n']) < 0 && !cell.StartsWith('#') ? cell
                : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    [Fact]
    public void Sep_reads_the_cells_of_a_labelled_table_as_they_were()
    {
        var generator = new Pcg64(10, "cells");
        string[] names = ["id", "text", "label"];
        for (int trial = 0; trial < 200; trial++)
        {
            string[][] rows = [.. Enumerable.Range(0, 5).Select(row => (string[])[$"{row}", RandomData.Text(generator, ",\";\t\r\n #'=-a1\u00e9 ", 6), "yes"])];
            LabellingTable table = LabellingTables.Of([.. names.Select((name, i) => (name, (string?[])[.. rows.Select(row => row[i])]))]);
            LabelledFile.Write(_folder.Path("out.csv"), table, table.Begin([]));
            using SepReader reader = SepText.Reader(',', trims: false).FromText(File.ReadAllText(_folder.Path("out.csv")));
            Assert.All(rows.Prepend(names), cells =>
            {
                Assert.True(reader.MoveNext());
                Assert.Equal(cells, Enumerable.Range(0, cells.Length).Select(i => reader.Current[i].ToString()));
            });
            Assert.False(reader.MoveNext());
        }
    }

    [Fact]
    public void Every_cell_of_a_spreadsheets_file_keeps_its_text()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Labelling", "Bugs", "excel16.csv");
        (LabellingTable table, LabellingState state) = Begin(path);
        LabelledFile.Write(_folder.Path("out.csv"), table, state);
        Table before = TableReader.Read(path);
        Table after = TableReader.Read(_folder.Path("out.csv"));
        Assert.All(before.Columns.Zip(after.Columns), pair => Assert.Equal(
            Enumerable.Range(0, before.Rows).Select(pair.First.RawOf), Enumerable.Range(0, after.Rows).Select(pair.Second.RawOf)));
        string text = File.ReadAllText(_folder.Path("out.csv"));
        Assert.StartsWith("Text,Zahl,Rand,PLZ,Stand,Ziel\n", text, StringComparison.Ordinal);
        Assert.Contains(",-0.9408,  padded  ,1e5,NA,ja\n", text, StringComparison.Ordinal);
        Assert.Contains(",0123,ok,nein\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_and_tasks_show_the_cells_as_they_stand()
    {
        (LabellingTable table, LabellingState state) = Begin(_folder.Write("mine.csv", "x,y,label\n1, NA ,a\n2,?,\n3,,b\n"));
        LabelledLines.Write(_folder.Path("out.jsonl"), table, TableFingerprint.Of(table.Cells), state);
        Assert.Equal(
            [" NA ", "?", null],
            File.ReadLines(_folder.Path("out.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("y").GetString()));
        LabelStudioFile.Write(_folder.Path("out.json"), table, TableFingerprint.Of(table.Cells), state.Classes, [new LabelStudioTask(0, null)], "none");
        using var tasks = JsonDocument.Parse(File.ReadAllText(_folder.Path("out.json")));
        Assert.Equal(" NA ", tasks.RootElement[0].GetProperty("data").GetProperty("cells").GetProperty("y").GetString());
    }

    [Fact]
    public void What_Wekas_files_call_missing_is_written_so()
    {
        (LabellingTable table, LabellingState state) = Begin(_folder.Write(
            "mine.arff", "@relation r\n@attribute x numeric\n@attribute s string\n@attribute label {a,b}\n@data\n1,' it ',a\n?,'?',?\n1e5,t,b\n"));
        LabelledFile.Write(_folder.Path("out.csv"), table, state);
        Assert.Equal("x,s,label\n1, it ,a\n?,?,?\n1e5,t,b\n", File.ReadAllText(_folder.Path("out.csv")));
    }

    [Fact]
    public void Another_spelling_of_missing_changes_no_hash_of_a_session()
    {
        // As version 0.1 hashed them: null was a text then, and NA was not.
        Table then = LabellingTables.Cells(("x", ["null", null, "1"]));
        TableColumn known = new TableColumn("x", ColumnKind.Unknown, [null, null, "1"]).WithRaw([" null ", "NA", "1"]);
        Table now = then with { Columns = [known] };
        Assert.Empty(TableFingerprint.Of(then).Changes(now));
        Assert.Equal([" null ", "NA", "1"], Enumerable.Range(0, 3).Select(known.RawOf));
    }

    private (LabellingTable Table, LabellingState State) Begin(string path, TableSchema? schema = null)
    {
        var table = LabellingTable.Of(TableReader.Read(path), null, LabellingTables.Featurizer, schema);
        return (table, table.Begin([]));
    }
}
