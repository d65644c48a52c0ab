using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Exchange;
using RlQuery.Core.Numerics;
using RlQuery.Core.Queries;
using RlQuery.Core.Tests.Data;

namespace RlQuery.Core.Tests.Labelling;

public sealed class ExchangeTests : IDisposable
{
    private const string LongText = "a text that is longer than what fits into a cell of a table, which is why it has a tag of its own";

    private readonly TemporaryFolder _folder = new();

    private readonly LabellingTable _table = LabellingTables.Of(
        ("x", ["1", "2", "3", "4", null, "6"]), ("my words", ["1.5", "2", "3", "4", "5", "6"]), ("kind", [null, null, "no", null, null, null]));

    private TableFingerprint Fingerprint => TableFingerprint.Of(_table.Cells);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_session_written_as_lines_is_said_again_in_another_by_the_same_people()
    {
        LabellingState state = _table.Begin(["no", "yes"]);
        state.Apply(new RowImported(0, "yes") { By = "ann" });
        state.Apply(new RowImported(0, "no") { By = "b\"ob" });
        state.Apply(new RowImported(1, null) { By = "ann" });
        state.Apply(new RowImported(3, "no") { By = "ann" });
        string path = _folder.Path("out.jsonl");
        LabelledLines.Write(path, _table, Fingerprint, state);
        LabellingState other = _table.Begin(["no", "yes"]);
        ImportSummary brought = SessionImport.Read(path, _table, Fingerprint, other, "me");
        foreach (LabellingEvent next in brought.Events)
        {
            other.Apply(next);
        }
        Assert.Equal(state.Answers, other.Answers);
        Assert.All(state.Said, row => Assert.Equal(state.OpinionsOf(row), other.OpinionsOf(row)));
        // What the table says itself nobody says.
        Assert.Empty(other.OpinionsOf(2));
        Assert.Equal((3, 1, 2), (brought.Labels, brought.Skips, brought.Count(PassedOver.NoLabel)));
        JsonElement first = JsonDocument.Parse(File.ReadLines(path).First()).RootElement;
        Assert.Equal(("1", "no", 0), (first.GetProperty("x").GetString(), first.GetProperty("kind").GetString(), first.GetProperty("rlquery_row").GetInt32()));
    }

    [Fact]
    public void What_was_settled_after_a_disagreement_is_settled_in_another_session_too()
    {
        LabellingState state = _table.Begin(["no", "yes"]);
        state.Apply(new RowImported(0, "no") { By = "ann" });
        state.Apply(new RowImported(0, "no") { By = "bob" });
        state.Apply(new RowImported(0, "yes") { By = "cid" });
        state.Apply(new ConflictSettled(0, "yes") { By = "ann" });
        string path = _folder.Path("out.jsonl");
        LabelledLines.Write(path, _table, Fingerprint, state);
        LabellingState other = _table.Begin(["no", "yes"]);
        ImportSummary brought = Import(other, path);
        Assert.Equal(1, brought.Settled);
        Assert.Equal(brought.Events.Count - 1, ((FileImported)brought.Events[0]).Rows);
        Assert.Equal(state.Answers, other.Answers);
        Assert.True(other.IsSettled(0));
        Assert.Empty(other.Conflicts);
        Assert.Equal("nothing to undo since the last import", other.FaultOf(new LastUndone()));
        // Said again in other words, it brings nothing.
        Assert.Empty(Import(other, _folder.Write("again.jsonl", File.ReadAllText(path) + "\n")).Events);
    }

    [Fact]
    public void A_label_that_contradicts_what_everybody_said_is_refused_rather_than_passed_over()
    {
        LabellingState state = _table.Begin(["no", "yes"]);
        state.Apply(new RowImported(1, "no") { By = "ann" });
        string path = _folder.Path("out.jsonl");
        LabelledLines.Write(path, _table, Fingerprint, state);
        string edited = _folder.Write(
            "edited.jsonl",
            File.ReadAllText(path).Replace("\"kind\":\"no\",\"rlquery_row\":1", "\"kind\":\"yes\",\"rlquery_row\":1", StringComparison.Ordinal));
        Assert.Equal(
            [$"{edited}: line 2: row 1: its label is \"yes\", and its rlquery_labels say \"no\"; change these too, or take them out", "nothing was imported"],
            Assert.Throws<InvalidInputException>(() => Import(state, edited)).Faults);
    }

    [Theory]
    [InlineData("[\"yes\"]")]
    [InlineData("{\"choices\":[\"yes\"]}")]
    public void A_list_of_one_choice_is_that_choice(string choices)
    {
        LabellingState state = _table.Begin(["no", "yes"]);
        Import(state, _folder.Write("min.json", $$"""[{"rlquery_row": 0, "kind": {{choices}}, "annotator": 2}]"""));
        Assert.Equal([new Opinion("2", "yes")], state.OpinionsOf(0));
        Assert.Contains("several choices", Assert.Throws<InvalidInputException>(() => Import(
            state, _folder.Write("two.json", $$"""[{"rlquery_row": 1, "kind": {{choices.Replace("]", ",\"no\"]", StringComparison.Ordinal)}} }]"""))).Faults[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_imported_brings_nothing_and_one_that_says_the_same_brings_nothing_new()
    {
        LabellingState state = _table.Begin(["no", "yes"]);
        string path = _folder.Write("in.jsonl", """{"rlquery_row":1,"kind":"yes","annotator":"ann"}""");
        Assert.Equal(2, Import(state, path).Events.Count);
        ImportSummary again = SessionImport.Read(path, _table, Fingerprint, state, null);
        Assert.Equal((true, 0), (again.WasBefore, again.Events.Count));
        // Even where what it said was changed since.
        state.Apply(new LabelCorrected(1, "no") { By = "ann" });
        Assert.Empty(SessionImport.Read(path, _table, Fingerprint, state, null).Events);
        string same = _folder.Write("same.jsonl", """{ "rlquery_row": "1", "kind": "no", "annotator": "ann" }""");
        ImportSummary known = SessionImport.Read(same, _table, Fingerprint, state, null);
        Assert.Equal((false, 0, 1), (known.WasBefore, known.Events.Count, known.Count(PassedOver.Known)));
    }

    [Fact]
    public void Label_Studios_export_says_who_chose_what()
    {
        LabellingState state = _table.Begin(["no", "yes"]);
        ImportSummary brought = Import(state, _folder.Write("export.json", $$"""
            [
              {"id": 11, "data": {{Data(0)}}, "project": 3, "drafts": [], "predictions": [{"result": [{{Choice("no")}}]}], "annotations": [
                {"id": 1, "completed_by": 7, "was_cancelled": false, "updated_at": "2026-03-02T10:00:00Z", "result": [{{Choice("yes")}}]},
                {"id": 2, "completed_by": 7, "was_cancelled": false, "updated_at": "2026-03-01T10:00:00Z", "result": [{{Choice("no")}}]},
                {"id": 3, "completed_by": {"id": 8, "email": "ann@example.org", "first_name": "Ann"}, "result": [{{Choice("no")}}]}]},
              {"id": 12, "data": {{Data(1)}}, "annotations": [{"completed_by": 7, "was_cancelled": true, "result": []}]},
              {"id": 13, "data": {{Data(3)}}, "annotations": [{"completed_by": 7, "result": []}]},
              {"id": 14, "data": {{Data(4)}}, "annotations": [{"completed_by": 7, "result": [
                {"from_name": "sure", "to_name": "x", "type": "choices", "value": {"choices": ["very"]} }, {{Choice("yes")}},
                {"type": "textarea", "value": {"text": ["well"]} }]}]},
              {"id": 15, "data": {{Data(5)}}, "annotations": []}
            ]
            """));
        var at = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
        Assert.Equal([new Opinion("7", "yes") { At = at }, new Opinion("ann@example.org", "no")], state.OpinionsOf(0));
        Assert.Equal([new Opinion("7", null)], state.OpinionsOf(1));
        Assert.Equal([new Opinion("7", "yes")], state.OpinionsOf(4));
        Assert.Equal([0, 1, 4], state.Said);
        Assert.Equal((3, 1, 1), (brought.Labels, brought.Skips, brought.Count(PassedOver.NoLabel)));
        Assert.Equal(["7", "ann@example.org"], brought.Annotators);
    }

    [Fact]
    public void Label_Studios_short_export_says_who_chose_what()
    {
        LabellingState state = _table.Begin(["no", "yes"]);
        Import(state, _folder.Write("min.json", $$"""
            [{"rlquery_row": 0, "rlquery_hash": "{{Fingerprint.HashOf(0)}}", "cells": {"x": "1"}, "id": 4, "kind": "yes", "annotator": 2, "annotation_id": 9},
             {"rlquery_row": 3, "rlquery_hash": "{{Fingerprint.HashOf(3)}}", "cells": {"x": "4"}, "id": 5, "kind": "no", "annotator": 3, "annotation_id": 10}]
            """));
        Assert.Equal([new Opinion("2", "yes"), new Opinion("3", "no")], state.OpinionsOf(0).Concat(state.OpinionsOf(3)));
        Assert.Equal(2, Import(_table.Begin(["no", "yes"]), _folder.Write("table.csv", $"""
            rlquery_row,rlquery_hash,kind,annotator,annotation_id
            0,{Fingerprint.HashOf(0)},yes,ann@example.org,9
            3,{Fingerprint.HashOf(3)},,ann@example.org,10
            5,{Fingerprint.HashOf(5)},no,bob@example.org,11
            """)).Labels);
    }

    [Fact]
    public void A_table_that_was_exported_and_edited_says_what_differs()
    {
        LabellingState state = _table.Begin(["no", "yes"]);
        state.Apply(new RowImported(0, "yes") { By = "ann" });
        string path = _folder.Path("edited.csv");
        LabelledFile.Write(path, _table, state);
        File.WriteAllText(
            path, File.ReadAllText(path).Replace("2,2,", "2,2,no", StringComparison.Ordinal).Replace("3,3,no", "3,3,yes", StringComparison.Ordinal));
        Assert.Equal(
            [$"annotator: {path}: line 3: row 1 does not say who labelled it, and others are named; use --annotator NAME"],
            Assert.Throws<InvalidInputException>(() => SessionImport.Read(path, _table, Fingerprint, state, null)).Faults);
        ImportSummary brought = SessionImport.Read(path, _table, Fingerprint, state, "bob");
        Assert.Equal([new RowImported(1, "no") { By = "bob" }, new RowImported(2, "yes") { By = "bob" }], brought.Events.Skip(1));
        File.WriteAllText(path, File.ReadAllText(path).Replace("4,4,", "4,4.5,", StringComparison.Ordinal));
        Assert.Equal(
            [$"{path}: line 5: row 3 is of another table: table.csv has other cells there", "nothing was imported"],
            Assert.Throws<InvalidInputException>(() => SessionImport.Read(path, _table, Fingerprint, state, "bob")).Faults);
    }

    [Fact]
    public void Every_fault_of_a_file_is_told_by_its_place_and_nothing_is_taken()
    {
        LabellingState state = _table.Begin(["no", "yes"]);
        string lines = _folder.Write("in.jsonl", string.Join('\n', [
            """{"rlquery_row":0,"kind":"yse"}""",
            """{"rlquery_row":6,"kind":"yes"}""",
            "",
            """{"rlquery_row":1,"rlquery_hash":"00000000000000aa","kind":"yes"}""",
            """{"kind":"yes"}""",
            """{"rlquery_row":"x","kind":"yes"}""",
            """{"rlquery_row":3,"kind":["yes","no"]}""",
            """{"rlquery_row":3,"kind":"yes","annotator":"a\nb"}""",
            """{"rlquery_row":4,"kind":"yes"}""",
            """{"rlquery_row":4,"kind":"no"}""",
            "7"]));
        Refused(
            lines, "line 1: row 0: label: \"yse\" is no class; did you mean 'yes'?", "line 2: row: 6 is not allowed; use 0..5",
            "line 4: row 1 is of another table: table.csv has other cells there",
            "line 5: carries no rlquery_row, by which rows are told apart; label what 'session export' wrote",
            "line 6: rlquery_row: x is not allowed; use the number of a row",
            "line 7: row 3 has several choices; one is needed",
            "line 8: annotator: \"a b\" is not allowed; use 1..100 letters on one line, without blanks around them",
            "line 10: row 4 has two labels of one annotator: yes and no",
            "line 11: is no object");
        Refused(
            _folder.Write("export.json", $$"""
                [{"id": 5, "data": {{Data(0)}}, "annotations": [{"result": [{"from_name": "kind", "value": {"choices": ["no", "yes"]} }]}]},
                 {"id": 6, "data": {"text": "of another project"}, "annotations": [{"result": [{{Choice("yes")}}]}]},
                 {"id": 8, "data": {{Data(3)}}, "annotations": {} }, 9]
                """),
            "task 5: 2 choices (no, yes); one is needed", "task 6: carries no rlquery_row, by which rows are told apart; label what 'session export' wrote",
            "task 8: its annotations are no list", "entry 4: is no object");

        void Refused(string path, params string[] faults) => Assert.Equal(
            [.. faults.Select(fault => $"{path}: {fault}"), "nothing was imported"],
            Assert.Throws<InvalidInputException>(() => SessionImport.Read(path, _table, Fingerprint, state, null)).Faults);
        string broken = _folder.Write("broken.jsonl", "{\"rlquery_row\":1,\"kind\":\"yes\"}\n{\"rlquery_row\":2,\n");
        Assert.Equal(
            [$"{broken}: line 2: is not JSON at letter 17; nothing was imported"],
            Assert.Throws<InvalidInputException>(() => SessionImport.Read(broken, _table, Fingerprint, state, null)).Faults);
    }

    [Fact]
    public void A_fault_is_one_line_though_the_cell_it_shows_has_two()
    {
        string path = _folder.Write("in.csv", "rlquery_row,kind\n\"1\n2\",yes\n3,\"y\nes\"\n");
        IReadOnlyList<string> faults = Assert.Throws<InvalidInputException>(
            () => SessionImport.Read(path, _table, Fingerprint, _table.Begin(["no", "yes"]), null)).Faults;
        Assert.Equal(3, faults.Count);
        Assert.Contains("1 2", faults[0], StringComparison.Ordinal);
        Assert.Contains("y es", faults[1], StringComparison.Ordinal);
        Assert.All(faults, fault => Assert.DoesNotContain('\n', fault));
    }

    [Fact]
    public void Tasks_for_Label_Studio_name_tags_that_its_configuration_has_and_come_back_as_labels()
    {
        LabellingTable table = LabellingTables.Of(
            ("cells", ["1", "2", "3"]), ("a b", [LongText, "short", null]), ("a_b", ["x/1.PNG", null, "2.jpg"]), ("1st", [LongText, LongText, "<&\">"]),
            ("my label", [null, null, "is \"b\""]));
        var fingerprint = TableFingerprint.Of(table.Cells);
        string[] classes = ["a<&>", "is \"b\""];
        string path = _folder.Path("tasks.json");
        LabelStudioTask[] written = [new LabelStudioTask(1, new Expectation([0.25f, 0.75f], null, null)), new LabelStudioTask(0, null)];
        string configuration = LabelStudioFile.Write(path, table, fingerprint, classes, written, "model 1");
        XElement view = XDocument.Load(configuration).Root!;
        JsonArray tasks = JsonNode.Parse(File.ReadAllText(path))!.AsArray();
        Assert.Equal(
            ["a_b Text", "a_b_2 Image", "_1st Text", "cells Table", "my_label Choices"],
            view.Elements().Select(tag => $"{tag.Attribute("name")!.Value} {tag.Name}"));
        Assert.Equal(classes, view.Element("Choices")!.Elements("Choice").Select(choice => choice.Attribute("value")!.Value));
        // Every value that the configuration shows is in every task, and only known cells are.
        foreach (JsonNode? task in tasks)
        {
            Assert.All(view.Elements().Where(tag => tag.Attribute("value") is not null), tag => Assert.Equal(
                tag.Name == "Table" ? JsonValueKind.Object : JsonValueKind.String, task!["data"]![tag.Attribute("value")!.Value[1..]]!.GetValueKind()));
        }
        JsonNode data = tasks[0]!["data"]!;
        Assert.Equal(
            (1, fingerprint.HashOf(1), "short", "2"),
            (data["rlquery_row"]!.GetValue<int>(), data["rlquery_hash"]!.GetValue<string>(), data["a_b"]!.GetValue<string>(),
                data["cells"]!["cells"]!.GetValue<string>()));
        JsonNode prediction = Assert.Single(tasks[0]!["predictions"]!.AsArray())!;
        JsonNode result = Assert.Single(prediction["result"]!.AsArray())!;
        Assert.Equal(
            (0.75, "model 1", "choices"),
            (prediction["score"]!.GetValue<double>(), prediction["model_version"]!.GetValue<string>(), result["type"]!.GetValue<string>()));
        Assert.Equal(
            (view.Element("Choices")!.Attribute("name")!.Value, view.Element("Choices")!.Attribute("toName")!.Value),
            (result["from_name"]!.GetValue<string>(), result["to_name"]!.GetValue<string>()));
        Assert.Empty(tasks[1]!["predictions"]!.AsArray());

        // As if somebody had accepted the prediction.
        tasks[0]!["annotations"] = new JsonArray(new JsonObject { ["completed_by"] = 1, ["result"] = prediction["result"]!.DeepClone() });
        LabellingState state = table.Begin(classes);
        ImportSummary brought = SessionImport.Read(_folder.Write("back.json", tasks.ToJsonString()), table, fingerprint, state, null);
        Assert.Equal([new RowImported(1, "is \"b\"") { By = "1" }], brought.Events.Skip(1));
        Assert.Equal(1, Assert.IsType<FileImported>(brought.Events[0]).Rows);
    }

    [Fact]
    public void A_column_that_has_the_name_of_ours_is_refused()
    {
        LabellingTable table = LabellingTables.Of(("rlquery_row", ["1", "2"]), ("label", ["a", null]));
        Assert.Equal(
            ["table.csv: its column rlquery_row has the name that export gives to its own; rename it"],
            Assert.Throws<InvalidInputException>(
                () => LabelledLines.Write(_folder.Path("out.jsonl"), table, TableFingerprint.Of(table.Cells), table.Begin([]))).Faults);
    }

    [Fact]
    public void A_damaged_file_is_read_or_refused_in_lines_and_nothing_else()
    {
        LabellingState state = _table.Begin(["no", "yes"]);
        string whole = $$"""[{"id":1,"data":{{Data(0)}},"annotations":[{"completed_by":{"id":3},"was_cancelled":false,"result":[{{Choice("yes")}}]}]},"""
            + """{"rlquery_row":3,"kind":"no","rlquery_labels":[{"annotator":"a","label":"no"}]}]""";
        string[] pieces = ["null", "[]", "{}", "7", "\"x\"", "true", "1e99", "-1", "[[1]]"];
        var generator = new Pcg64(5);
        for (int i = 0; i < 400; i++)
        {
            // One value in the place of another, or a cut.
            int[] starts = [.. Enumerable.Range(1, whole.Length - 1).Where(place => whole[place - 1] is ':' or '[' or ',')];
            int start = starts[generator.NextInt(starts.Length)];
            int end = Math.Min(whole.Length, start + generator.NextInt(40));
            string path = _folder.Write(
                "in.json", i % 8 == 0 ? whole[..generator.NextInt(whole.Length)] : whole[..start] + pieces[generator.NextInt(pieces.Length)] + whole[end..]);
            try
            {
                Assert.All(SessionImport.Read(path, _table, Fingerprint, state, null).Events, next => Assert.Null(state.FaultOf(next)));
            }
            catch (InvalidInputException refused)
            {
                Assert.NotEmpty(refused.Faults);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void A_batch_begins_with_the_next_question_and_holds_each_open_row_once(int heldBack)
    {
        LabellingTable table = LabellingTables.Clouds(30, labelled: 6);
        LabellingState state = LabellingTables.Begin(table);
        StrategyQuestions questions = LabellingTables.Questions(table, heldBack);
        Assert.Equal([questions.Next(state, null)!.Row], questions.Batch(state, 1));
        IReadOnlyList<int> batch = questions.Batch(state, 100);
        Assert.Equal(Enumerable.Range(6, 24), batch.Order());
        IReadOnlySet<int> measuring = HeldBackRows.Draw(30, heldBack, 5);
        int[] open = [.. measuring.Where(row => row >= 6)];
        Assert.Equal(open.Length, Enumerable.Range(0, open.Length).Count(i => measuring.Contains(batch[(3 * i) + 2])));
    }

    private ImportSummary Import(LabellingState state, string path)
    {
        ImportSummary brought = SessionImport.Read(path, _table, Fingerprint, state, null);
        foreach (LabellingEvent next in brought.Events)
        {
            state.Apply(next);
        }
        return brought;
    }

    private string Data(int row) => $$$"""{"rlquery_row": {{{row}}}, "rlquery_hash": "{{{Fingerprint.HashOf(row)}}}", "cells": {"x": "1"}}""";

    private static string Choice(string name) =>
        $$$"""{"id": "r1", "from_name": "kind", "to_name": "cells", "type": "choices", "value": {"choices": ["{{{name}}}"]}}""";
}
