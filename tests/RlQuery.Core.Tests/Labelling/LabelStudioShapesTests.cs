using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Exchange;
using RlQuery.Core.Tests.Data;

namespace RlQuery.Core.Tests.Labelling;

public sealed class LabelStudioShapesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LabellingTable _table = LabellingTable.Of(TableReader.Read(Bug("plain.csv")), null, null);
    private readonly LabellingState _state;

    public LabelStudioShapesTests() => _state = _table.Begin([]);

    private TableFingerprint Fingerprint => TableFingerprint.Of(_table.Cells);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ls_basic.json", "yes", 1)]
    [InlineData("ls_completions.json", "yes", 0)]
    [InlineData("ls_newer.json", "no", 1)]
    [InlineData("ls_old_reformatted.json", "yes", 1)]
    public void Exports_of_every_version_are_read(string name, string twenty, int skips)
    {
        ImportSummary brought = Import(Bug(name));
        Assert.Equal((2, skips, 0, 2 + skips), (brought.Labels, brought.Skips, brought.Replaced, brought.InFile));
        Assert.Equal((twenty, "no"), (_state.Answers[20], _state.Answers[22]));
        Assert.Equal(skips == 1, _state.Skipped.Contains(18));
    }

    [Theory]
    [InlineData("ls_basic.json", "ls_newer.json", "ls_old_reformatted.json")]
    [InlineData("ls_basic.json", "ls_old_reformatted.json", "ls_newer.json")]
    [InlineData("ls_newer.json", "ls_basic.json", "ls_old_reformatted.json")]
    [InlineData("ls_newer.json", "ls_old_reformatted.json", "ls_basic.json")]
    [InlineData("ls_old_reformatted.json", "ls_basic.json", "ls_newer.json")]
    [InlineData("ls_old_reformatted.json", "ls_newer.json", "ls_basic.json")]
    public void The_latest_answer_holds_in_whichever_order_files_are_imported(params string[] files)
    {
        foreach (string file in files)
        {
            Assert.Equal(3, Import(Bug(file)).InFile);
        }
        Assert.Equal(("no", "no"), (_state.Answers[20], _state.Answers[22]));
        Assert.Equal([18], _state.Skipped);
        // Of another session, the times go along.
        string lines = _folder.Path("out.jsonl");
        LabelledLines.Write(lines, _table, Fingerprint, _state);
        LabellingState other = _table.Begin([]);
        Import(lines, other);
        Import(Bug("ls_basic.json"), other);
        Assert.Equal("no", other.Answers[20]);
    }

    [Fact]
    public void An_answer_that_is_known_still_says_when_it_was_said_last()
    {
        Import(Write("a.json", Task(20, Annotation("yes", "2024-01-01T00:00:00Z"))));
        Assert.Equal(1, Import(Write("b.json", Task(20, Annotation("yes", "2024-03-01T00:00:00Z")))).Count(PassedOver.Known));
        Assert.Equal(1, Import(Write("c.json", Task(20, Annotation("no", "2024-02-01T00:00:00Z")))).Count(PassedOver.Older));
        Assert.Equal("yes", _state.Answers[20]);
    }

    [Fact]
    public void A_correction_in_the_session_is_later_than_what_it_corrects()
    {
        Import(Bug("ls_newer.json"));
        _state.Apply(new LabelCorrected(20, "yes") { By = "1" });
        Assert.Equal(1, Import(Write("again.json", File.ReadAllText(Bug("ls_newer.json")) + " ")).Count(PassedOver.Older));
        Assert.Equal("yes", _state.Answers[20]);
        Assert.Equal(1, Import(Write("later.json", Task(20, Annotation("no", "2024-07-01T00:00:00Z")))).Replaced);
    }

    [Theory]
    [InlineData("2024-05-01T10:00:00Z", "2024-05-01T10:00:00.1Z")]
    [InlineData("2024-05-01T12:00:00+05:00", "2024-05-01T09:00:00+01:00")]
    [InlineData("2024-05-01T10:00:00", "2024-05-01 10:00:01.123456+00:00")]
    [InlineData(1600000000, "1600000001")]
    [InlineData("2020-09-13T12:26:39Z", 1600000000)]
    [InlineData(1600000000, 1600000000001)]
    public void Times_are_compared_as_times_and_not_as_texts(object earlier, object later)
    {
        Import(Write("a.json", Task(20, Annotation("yes", later), Annotation("no", earlier))));
        Assert.Equal("yes", _state.Answers[20]);
        Import(Write("b.json", Task(22, Annotation("no", earlier), Annotation("yes", later))));
        Assert.Equal("yes", _state.Answers[22]);
    }

    [Fact]
    public void What_is_no_time_is_named() => Assert.Equal(
        [$"{_folder.Path("a.json")}: entry 1: updated_at: \"yesterday\" is no time; use one such as 2024-05-01T10:00:00Z", "nothing was imported"],
        Assert.Throws<InvalidInputException>(() => Import(Write("a.json", Task(20, Annotation("yes", "yesterday"))))).Faults);

    [Fact]
    public void Ground_truth_holds_whatever_others_say_and_is_no_conflict()
    {
        string truth = Annotation("no", "2024-01-01", by: 3).Replace("\"result\"", "\"ground_truth\": true, \"result\"", StringComparison.Ordinal);
        ImportSummary brought = Import(Write("a.json", Task(20, Annotation("yes", "2024-05-01", by: 1), truth, Annotation("yes", "2024-05-01", by: 2))));
        Assert.Equal((3, 1), (brought.Labels, brought.GroundTruth));
        Assert.Equal("no", _state.Answers[20]);
        Assert.Empty(_state.Conflicts);
        string lines = _folder.Path("out.jsonl");
        LabelledLines.Write(lines, _table, Fingerprint, _state);
        LabellingState other = _table.Begin([]);
        Assert.Equal(1, Import(lines, other).GroundTruth);
        Assert.Equal(_state.OpinionsOf(20), other.OpinionsOf(20));
        Assert.Equal("no", other.Answers[20]);
        // Who corrects it tells the truth now.
        _state.Apply(new LabelCorrected(20, "yes") { By = "1" });
        Assert.Equal("yes", _state.Answers[20]);
        // Completions called it by another name.
        Import(Write("old.json", Task(22, Annotation("yes", 1600000000), truth.Replace("ground_truth", "honeypot", StringComparison.Ordinal))
            .Replace("annotations", "completions", StringComparison.Ordinal)));
        Assert.Equal("no", _state.Answers[22]);
    }

    [Fact]
    public void Completions_that_were_skipped_are_skips()
    {
        string skipped = Task(20, """{"id": 1, "skipped": true, "created_at": 1600000000, "result": []}""");
        Import(Write("old.json", skipped.Replace("annotations", "completions", StringComparison.Ordinal)));
        Assert.Equal([20], _state.Skipped);
    }

    [Theory]
    [InlineData("\"yes\"")]
    [InlineData("\" yes \"")]
    [InlineData("[\"yes\"]")]
    [InlineData("{\"choices\": [\"yes\"]}")]
    [InlineData("[{\"choices\": [\"yes\"]}]")]
    public void Short_records_are_read_whatever_their_control_is_called(string value)
    {
        ImportSummary brought = Import(Write("min.json", "[" + Record(20, "sentiment", value) + "," + Record(22, "sentiment", "\"no\"") + "]"));
        Assert.Equal(("yes", "no", "sentiment", 2), (_state.Answers[20], _state.Answers[22], brought.Control, brought.Labels));
        Assert.Equal([new Opinion("1", "no") { At = new DateTimeOffset(2024, 5, 1, 10, 0, 0, TimeSpan.Zero) }], _state.OpinionsOf(22));
        // As lines, and as a table.
        LabellingState lines = _table.Begin([]);
        Import(Write("min.jsonl", Record(20, "sentiment", value) + "\n"), lines);
        Assert.Equal("yes", lines.Answers[20]);
        LabellingState table = _table.Begin([]);
        string cell = value.StartsWith('"') ? value : CsvCell.Quote(value);
        Import(Write("min.csv", $"""
            rlquery_row,rlquery_hash,annotation_id,annotator,created_at,id,lead_time,sentiment,updated_at
            20,{Fingerprint.HashOf(20)},4,1,2024-05-01,7,2.5,{cell},2024-05-01
            22,{Fingerprint.HashOf(22)},5,1,2024-05-01,8,2.5,,2024-05-01
            """), table);
        Assert.Equal("yes", table.Answers[20]);
    }

    [Fact]
    public void Of_several_controls_that_of_the_target_counts_wherever_it_was_answered()
    {
        ImportSummary brought = Import(Write("a.json", Tasks(
            Task(20, Annotation("yes", "2024-05-01", more: """{"from_name": "sure", "type": "choices", "value": {"choices": ["no"]}}""")),
            Task(22, """{"completed_by": 1, "result": [{"from_name": "sure", "type": "choices", "value": {"choices": ["no"]}}]}"""),
            Task(18, """{"completed_by": 1, "result": [{"from_name": "note", "type": "textarea", "value": {"text": ["no"]}}]}"""))));
        Assert.Equal((1, 1, 1, 3), (brought.Labels, brought.Count(PassedOver.OtherControl), brought.Count(PassedOver.NoLabel), brought.InFile));
        Assert.Null(_state.Answers[22]);
        // With another name the one that fits, or the one that is named.
        string two = Task(22, """
            {"completed_by": 1, "result": [{"from_name": "sure", "type": "choices", "value": {"choices": ["very"]}},
              {"from_name": "mood", "type": "choices", "value": {"choices": ["no"]}}]}
            """);
        Assert.Equal("mood", Import(Write("b.json", two)).Control);
        Assert.Equal("no", _state.Answers[22]);
        string path = Write("c.json", two.Replace("very", "yes", StringComparison.Ordinal));
        Assert.Equal(
            [$"{path}: none of its controls (sure, mood) is called label; say which counts with --control NAME", "nothing was imported"],
            Assert.Throws<InvalidInputException>(() => Import(path)).Faults);
        Import(path, _state, "sure");
        Assert.Equal("yes", _state.Answers[22]);
    }

    [Fact]
    public void A_remark_beside_the_answer_is_no_answer()
    {
        Import(Write("min.json", "[" + Record(20, "label", "\"yes\", \"comment\": \"no\"") + "," + Record(22, "comment", "\"no\"") + "]"));
        Assert.Equal(("yes", null), (_state.Answers[20], _state.Answers[22]));
        ImportSummary none = Import(Write("none.json", "[" + Record(22, "comment", "\"who knows\"") + "]"));
        Assert.False(none.IsMatched);
        Assert.Equal(["comment"], none.OtherControls);
    }

    [Fact]
    public void Every_answer_of_a_file_is_counted_once()
    {
        Import(Write("first.json", Tasks([.. new[] { 20, 22, 18 }.Select(row => Task(row, Annotation("yes", "2024-05-01")))])));
        string second = Tasks(
            Task(20, Annotation("yes", "2024-06-01"), Annotation("no", "2024-05-01")),
            Task(22, Annotation("no", "2024-04-01")),
            Task(18, Annotation("no", "2024-06-01"), Annotation("no", "2024-06-01", by: 2)),
            Task(21), Task(23, """{"completed_by": 1, "result": []}"""),
            Task(17, """{"completed_by": 1, "was_cancelled": true, "result": []}"""));
        ImportSummary brought = Import(Write("second.json", second.Replace("\"predictions\"", "\"drafts\": [{}], \"predictions\"", StringComparison.Ordinal)));
        Assert.Equal((1, 1, 1), (brought.Labels, brought.Skips, brought.Replaced));
        Assert.Equal(
            [
                (PassedOver.Known, 1), (PassedOver.Older, 1), (PassedOver.SaidAgain, 1), (PassedOver.NoLabel, 1), (PassedOver.NotAnnotated, 1),
                (PassedOver.Draft, 6),
            ],
            brought.LeftOut.OrderBy(one => one.Key).Select(one => (one.Key, one.Value)));
        Assert.Equal(8 + 6, brought.InFile);
    }

    [Fact]
    public void Numbers_come_back_in_every_shape()
    {
        Table cells = LabellingTables.Cells(("x", ["1", "2", "3", "4"]), ("price", ["1", null, null, null]));
        var table = LabellingTable.Of(cells, null, null, kind: TargetKind.Number);
        LabellingState state = table.Begin([]);
        var fingerprint = TableFingerprint.Of(table.Cells);
        Read("a.json", """[{"data": {"rlquery_row": 1}, "annotations": [{"result": [{"from_name": "price", "value": {"number": 2.5}}]}]}]""");
        Read("b.json", """[{"rlquery_row": 2, "rating": [{"rating": 4}], "lead_time": 3.1, "id": 7}]""");
        Read("c.csv", "rlquery_row,price\n3,\"[{\"\"number\"\": 7}]\"\n");
        Assert.Equal(["1", "2.5", "4", "7"], state.Answers);

        void Read(string name, string text) =>
            SessionImport.Read(_folder.Write(name, text), table, fingerprint, state, null).Events.ToList().ForEach(state.Apply);
    }

    private static string Bug(string name) => Path.Combine(AppContext.BaseDirectory, "Labelling", "Bugs", name);

    private string Write(string name, string text) => _folder.Write(name, text);

    private string Record(int row, string control, string value) => $$"""
        {"rlquery_row": {{row}}, "rlquery_hash": "{{Fingerprint.HashOf(row)}}", "cells": {"a": "1"}, "id": 7, "{{control}}": {{value}}, "annotator": 1,
        "annotation_id": 9, "created_at": "2024-05-01T09:00:00Z", "updated_at": "2024-05-01T10:00:00Z", "lead_time": 2.5}
        """.ReplaceLineEndings(" ");

    private string Task(int row, params string[] annotations) => $$"""
        {"data": {"rlquery_row": {{row}}, "rlquery_hash": "{{Fingerprint.HashOf(row)}}"},
        "annotations": [{{string.Join(',', annotations)}}], "predictions": []}
        """;

    private static string Tasks(params string[] tasks) => $"[{string.Join(',', tasks)}]";

    private static string Annotation(string label, object updated, int by = 1, string? more = null) => $$$"""
        {"completed_by": {{{by}}}, "updated_at": {{{(updated is string ? $"\"{updated}\"" : updated)}}},
        "result": [{"from_name": "label", "type": "choices", "value": {"choices": ["{{{label}}}"]}}{{{(more is null ? "" : "," + more)}}}]}
        """;

    private ImportSummary Import(string path, LabellingState? state = null, string? control = null)
    {
        state ??= _state;
        ImportSummary brought = SessionImport.Read(path, _table, Fingerprint, state, null, null, control);
        foreach (LabellingEvent next in brought.Events)
        {
            state.Apply(next);
        }
        return brought;
    }
}
