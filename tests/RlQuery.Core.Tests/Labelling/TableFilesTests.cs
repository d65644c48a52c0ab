using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Exchange;
using RlQuery.Core.Tests.Data;

namespace RlQuery.Core.Tests.Labelling;

public sealed class TableFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static readonly string?[] X = ["1", "2", "3", null, "5"];
    private static readonly string?[] Label = ["a", null, "b", null, null];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_table_has_not_changed_wherever_it_lies()
    {
        Table table = LabellingTables.Cells(("x", X), ("label", Label));
        var stored = TableFingerprint.FromBytes("x\nlabel", TableFingerprint.Of(table).ToBytes());
        Assert.Empty(stored.Changes(table with { Source = "elsewhere.csv" }));
    }

    [Fact]
    public void Rows_that_changed_moved_or_went_are_named()
    {
        var begun = TableFingerprint.Of(LabellingTables.Cells(("x", X), ("label", Label)));
        Assert.Equal(
            ["table.csv: row 2 (line 4) has changed"],
            begun.Changes(LabellingTables.Cells(("x", ["1", "2", "3", null, "5"]), ("label", ["a", null, "c", null, null]))));
        Assert.Equal(
            ["table.csv: row 0 of the session moved to row 1 (line 3)", "table.csv: row 1 of the session moved to row 0 (line 2)"],
            begun.Changes(LabellingTables.Cells(("x", ["2", "1", "3", null, "5"]), ("label", [null, "a", "b", null, null]))));
        Assert.Equal(
            ["table.csv: 4 rows; the session began with 5", "table.csv: row 4 of the session is gone"],
            begun.Changes(LabellingTables.Cells(("x", X[..4]), ("label", Label[..4]))));
        Assert.Equal(
            [
                "table.csv: 4 rows; the session began with 5", "table.csv: row 1 of the session is gone",
                "table.csv: row 2 of the session moved to row 1 (line 3)",
            ],
            begun.Changes(LabellingTables.Cells(("x", ["1", "3", null, "5"]), ("label", ["a", "b", null, null]))).Take(3));
        Assert.Equal(
            ["table.csv: its columns are x, class; the session began with x, label"], begun.Changes(LabellingTables.Cells(("x", X), ("class", Label))));
    }

    [Fact]
    public void Cells_that_only_read_alike_in_a_row_are_told_apart()
    {
        var begun = TableFingerprint.Of(LabellingTables.Cells(("x", ["12"]), ("y", ["3"])));
        Assert.NotEmpty(begun.Changes(LabellingTables.Cells(("x", ["1"]), ("y", ["23"]))));
        Assert.NotEmpty(TableFingerprint.Of(LabellingTables.Cells(("x", [null]), ("y", ["3"]))).Changes(LabellingTables.Cells(("x", [""]), ("y", ["3"]))));
    }

    [Fact]
    public void Many_changes_are_told_in_eleven_lines()
    {
        string?[] cells = [.. Enumerable.Range(0, 30).Select(i => $"{i}")];
        IReadOnlyList<string> changes = TableFingerprint.Of(LabellingTables.Cells(("x", cells))).Changes(
            LabellingTables.Cells(("x", [.. cells.Select(cell => cell + "0.5")])));
        Assert.Equal(11, changes.Count);
        Assert.Equal("... and 20 more", changes[^1]);
    }

    [Fact]
    public void The_labelled_table_reads_back_with_every_label()
    {
        LabellingTable table = LabellingTables.Clouds(20, labelled: 4);
        LabellingState state = table.Begin([]);
        state.Apply(new ClassAdded("a, \"b\""));
        state.Apply(new QuestionAsked(9));
        state.Apply(new RowLabelled(9, "a, \"b\""));
        string path = _folder.Path("out.csv");
        LabelledFile.Write(path, table, state);
        Dataset back = DatasetReader.Read(path);
        Assert.Equal(
            state.Answers,
            back.Labels.Select(label => label < 0 ? null : back.ClassNames[label]));
        Assert.Equal(table.Data.Values.ToArray(), back.Values.ToArray());
    }

    [Fact]
    public void The_table_itself_is_never_written()
    {
        string path = _folder.Write("mine.csv", "x,label\n1,a\n2,\n");
        var table = LabellingTable.Of(TableReader.Read(path), null, null);
        string own = _folder.Path("./mine.csv");
        Assert.Equal(
            [$"export: {own} is the table itself, which is never changed; name another file"],
            Assert.Throws<InvalidInputException>(() => LabelledFile.Write(own, table, table.Begin([]))).Faults);
        Assert.Throws<InvalidInputException>(() => LabelledFile.Write(_folder.Path("out.xlsx"), table, table.Begin([])));
    }

    [Fact]
    public void Labels_outside_the_named_classes_are_refused_with_their_rows()
    {
        LabellingTable table = LabellingTables.Of(("x", X[..3]), ("label", ["a", "c", "b"]));
        Assert.Equal(
            ["table.csv: row 1 (line 3): label 'c' is none of the classes; use b, a"],
            Assert.Throws<InvalidInputException>(() => table.Begin(["b", "a"])).Faults);
        Assert.Equal(["a", "c", "b"], table.Begin(["c", "b", "a"]).Answers);
    }
}
