using System.Text.Json.Nodes;

namespace RlQuery.Cli.Tests.Verbs;

public sealed class LabelExchangeTests : TemporaryFolder
{
    [Fact]
    public void Tasks_go_to_Label_Studio_and_their_annotations_come_back_once()
    {
        string data = WriteTable("data.csv", 30, row => row < 6);
        Run("no\n", "--data", data, "--class", "no", "--class", "yes", "--holdout", "4");
        CommandRun export = Session("export", "--out", At("tasks.json"), "--count", "8");
        Assert.Equal([$"8 tasks for Label Studio: {At("tasks.json")}", $"labelling configuration: {At("tasks.xml")}"], export.OutputLines);
        JsonArray tasks = JsonNode.Parse(File.ReadAllText(At("tasks.json")))!.AsArray();
        // The first is the question that would come next; what is held back to measure with has no prediction.
        Assert.Contains($"row {tasks[0]!["data"]!["rlquery_row"]} ", Run("", "--resume").Output, StringComparison.Ordinal);
        Assert.InRange(tasks.Count(task => task!["predictions"]!.AsArray().Count == 1), 4, 7);

        string annotated = Write("annotated.json", Annotated(tasks, "yes"));
        CommandRun import = Session("import", annotated);
        Assert.Equal(["in the file: 8; new: 7 labels and 1 skips by 1; replaced: 0; passed over: 0", "14 of 30 rows are labelled"], import.OutputLines);
        byte[] before = File.ReadAllBytes(At("session", "session.db"));
        Assert.Equal([$"{annotated} was imported before; nothing has changed", "14 of 30 rows are labelled"], Session("import", annotated).OutputLines);
        Assert.Equal(before, File.ReadAllBytes(At("session", "session.db")));
        Session("export", "--out", At("out.csv"));
        Assert.Equal(3 + 7, File.ReadLines(At("out.csv")).Count(line => line.EndsWith(",yes", StringComparison.Ordinal)));
    }

    [Fact]
    public void Counts_of_an_import_add_up_and_a_control_of_another_name_is_told()
    {
        Run("no\n", "--data", WriteTable("data.csv", 12, row => row < 4));
        string records = Write("min.json", """
            [{"rlquery_row": 7, "mood": "yes", "annotator": 1, "updated_at": "2024-05-01T00:00:00Z"},
             {"rlquery_row": 7, "mood": "no", "annotator": 1, "updated_at": "2024-04-01T00:00:00Z"},
             {"rlquery_row": 8, "annotator": 1, "ground_truth": true, "mood": "no"}, {"rlquery_row": 9, "annotator": 1, "mood": null}]
            """);
        CommandRun import = Session("import", records);
        Assert.Equal(
            "in the file: 4; new: 2 labels and 0 skips by 1; replaced: 0; of these ground truth: 1; "
                + "passed over: 2 (said again in the file 1, without a label 1)",
            import.OutputLines[0]);
        Assert.Equal(["note: the answers are those of 'mood', since none is called 'label'"], import.ErrorLines);
        string later = Write("later.jsonl", """{"rlquery_row": 7, "label": "no", "annotator": "1", "updated_at": "2024-06-01T00:00:00Z"}""");
        Assert.Equal("in the file: 1; new: 0 labels and 0 skips by 1; replaced: 1; passed over: 0", Session("import", later).OutputLines[0]);
        File.AppendAllText(records, "\n");
        Assert.Equal(
            "in the file: 4; new: 0 labels and 0 skips; replaced: 0; "
                + "passed over: 4 (known already 1, older than the session's 1, said again in the file 1, without a label 1)",
            Session("import", records).OutputLines[0]);
    }

    [Fact]
    public void A_file_without_an_answer_of_the_session_fails_and_says_why()
    {
        Run("no\n", "--data", WriteTable("data.csv", 12, row => row < 4));
        byte[] before = File.ReadAllBytes(At("session", "session.db"));
        Fails("min.json", """[{"rlquery_row": 7, "mood": "good", "annotator": 1}]""",
            "passed over: 1 (without a label 1); none of its answers is called 'label': --control NAME takes those of another name (mood)");
        Fails("tasks.json", """[{"id": 1, "data": {"rlquery_row": 7}, "annotations": [], "predictions": [{}]}]""", "passed over: 1 (not annotated 1)");
        Fails("empty.json", "[]", "passed over: 0");
        Fails("exported.json", """[{"id": 1, "data": {"rlquery_row": 7}}]""", "passed over: 1 (not annotated 1)");
        Assert.Equal(before, File.ReadAllBytes(At("session", "session.db")));
        Session("import", At("min.json"), "--control", "mood").IsRefusedWith(
            $"{At("min.json")}: entry 1: row 7: label: \"good\" is no class; use no, yes", "nothing was imported");

        void Fails(string name, string text, string why)
        {
            CommandRun run = Session("import", Write(name, text));
            Assert.Equal((1, ""), (run.ExitCode, run.Output));
            Assert.Equal([$"import: {At(name)} has no label for this session; {why}"], run.ErrorLines);
        }
    }

    [Fact]
    public void Annotations_of_another_table_or_class_are_refused_and_leave_the_session_as_it_was()
    {
        string data = WriteTable("data.csv", 20, row => row < 6);
        Run("no\n", "--data", data);
        Session("export", "--out", At("tasks.json"), "--count", "3");
        JsonArray tasks = JsonNode.Parse(File.ReadAllText(At("tasks.json")))!.AsArray();
        byte[] before = File.ReadAllBytes(At("session", "session.db"));
        string unknown = Write("unknown.json", Annotated(tasks, "maybe"));
        int row = tasks[0]!["data"]!["rlquery_row"]!.GetValue<int>();
        int second = tasks[1]!["data"]!["rlquery_row"]!.GetValue<int>();
        Session("import", unknown).IsRefusedWith(
            $"{unknown}: entry 1: row {row}: label: \"maybe\" is no class; use no, yes",
            $"{unknown}: entry 2: row {second}: label: \"maybe\" is no class; use no, yes", "nothing was imported");
        Assert.Equal(before, File.ReadAllBytes(At("session", "session.db")));

        string other = WriteTable("other.csv", 20, _ => false);
        CommandRun.WithInput(["label", "--session", At("other"), "--data", other, "--class", "no", "--class", "yes"], TextReader.Null);
        string good = Write("good.json", Annotated(tasks, "yes"));
        CommandRun refused = CommandRun.Of("session", "import", At("other"), good);
        Assert.Equal(2, refused.ExitCode);
        Assert.Equal($"{good}: entry 1: row {row} is of another table: {other} has other cells there", refused.ErrorLines[0]);
    }

    [Fact]
    public void Two_sessions_of_one_table_are_joined_and_their_agreement_is_told()
    {
        string data = WriteTable("data.csv", 8, row => row < 4);
        string[] classes = ["--class", "no", "--class", "yes", "--data", data];
        Run("no\nno\nyes\nyes\n", [.. classes, "--annotator", "ann"]);
        CommandRun.WithInput(["label", "--session", At("bobs"), .. classes, "--annotator", "bob"], new StringReader("no\nyes\nyes\nyes\n"));
        Assert.Equal(["no row was labelled by two annotators; ask everybody for some with --overlap"], Session("agreement").OutputLines);
        CommandRun.Of("session", "export", At("bobs"), "--out", At("bobs.jsonl"));
        Assert.Equal(
            [
                "in the file: 8; new: 4 labels and 0 skips by bob; replaced: 0; passed over: 4 (known already 4)",
                "8 of 8 rows are labelled; annotators disagree on 1: settle them with 'rlquery label --resume --review'",
            ],
            Session("import", At("bobs.jsonl")).OutputLines);
        // Of four rows one apart, two of each class by Ann: kappa (0.75 - 0.5) / (1 - 0.5); alpha 1 - 7 * 2 / (2 * 3 * 5).
        Assert.Equal(
            ["annotators rows same label kappa", "ann bob 4 0.750 0.500", "Krippendorff's alpha of all: 0.533 over 4 rows; disagreements left to settle: 1"],
            Session("agreement").OutputLines.Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    [Fact]
    public void What_does_not_go_together_is_refused()
    {
        string data = WriteTable("data.csv", 12, row => row < 4);
        Run("no\n", "--data", data);
        Session("export", "--out", At("a.xlsx")).IsRefusedWith(
            $"export: {At("a.xlsx")} is not allowed; name a .csv or .jsonl file for the labelled table, or a .json file for tasks of Label Studio");
        Session("export", "--out", At("a.csv"), "--count", "3").IsRefusedWith(
            "count: 3 is not allowed; the whole table is written, and only of tasks of Label Studio (.json) there is a number");
        Session("export", "--out", At("a.json"), "--count", "0").IsRefusedWith("count: 0 is not allowed; use 1..1000000");
        Session("import", At("a.xml")).IsRefusedWith(
            $"import: {At("a.xml")} is not allowed; "
            + "name a .json or .jsonl or .csv or .txt or .data or .dat or .tab or .tsv or .arff or .npy or .po or .pot or .mo or .gmo or .parquet file");
        Session("import", At("none.json")).IsRefusedWith($"{At("none.json")}: no such file");
    }

    [Fact]
    public void The_spellings_of_version_0_1_do_the_same_and_name_the_new_ones()
    {
        string data = WriteTable("data.csv", 12, row => row < 4);
        Run("no\n", "--data", data);
        string lines = Write("ann.jsonl", """{"rlquery_row":9,"label":"yes"}""");
        File.Copy(At("session", "session.db"), Path.Combine(Directory.CreateDirectory(At("old")).FullName, "session.db"));

        Same(["import", lines], ["--import", lines], "--import is now 'rlquery session import SESSION FILE'");
        Same(["agreement"], ["--agreement"], "--agreement is now 'rlquery session agreement SESSION'");
        const string Export = "--export is now 'rlquery session export SESSION --out FILE'";
        Same(["export", "--out", At("a.csv")], ["--export", At("a.csv"), "--force"], Export);
        Same(["export", "--out", At("a.json"), "--count", "3"], ["--export", At("a.json"), "--count", "3", "--force"], Export);
        Run("", "--export", At("a.csv"), "--import", At("b.csv")).IsRefusedWith("--export and --import do not go together; give one");
    }

    [Theory]
    [InlineData("session exprt", "exprt: unknown command; did you mean 'export'?")]
    [InlineData("session export", "--out: missing; use --out FILE", "SESSION: missing; see 'rlquery session export --help'")]
    [InlineData("session import here", "FILE: missing; see 'rlquery session import --help'")]
    [InlineData("session agreement here there", "there: one word too many; see 'rlquery session agreement --help'")]
    [InlineData("session export here --out a.csv --cuont 3", "--cuont: unknown option of 'session export'; did you mean '--count'?")]
    public void Words_that_make_no_sense_to_a_subverb_are_named(string line, params string[] faults) => CommandRun.Of(line.Split(' ')).IsRefusedWith(faults);

    [Fact]
    public void Help_shows_the_new_spellings_alone()
    {
        string label = CommandRun.Of("label", "--help").Output;
        Assert.All(["--export", "--import", "--agreement", "--count", "--force"], old => Assert.DoesNotContain(old, label, StringComparison.Ordinal));
        Assert.Equal(CommandRun.Of("session", "--help"), CommandRun.Of("session"));
        Assert.All(["export", "import", "agreement"], subverb =>
        {
            Assert.Contains($"\n  {subverb} <SESSION>", CommandRun.Of("session").Output, StringComparison.Ordinal);
            Assert.Contains($"\n  rlquery session {subverb} ", CommandRun.Of("session", subverb, "--help").Output, StringComparison.Ordinal);
        });
    }

    // Each in a copy of the session.
    private void Same(string[] now, string[] old, string warning)
    {
        CommandRun run = Session(now[0], now[1..]);
        CommandRun was = CommandRun.Of(["label", "--session", At("old"), .. old]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(run with { Error = $"warning: label {warning}{Environment.NewLine}" }, was);
    }

    // As if somebody had chosen this class for every task but the last, which was skipped.
    private static string Annotated(JsonArray tasks, string name)
    {
        var annotated = new JsonArray();
        foreach (JsonNode? task in tasks)
        {
            bool isLast = annotated.Count == tasks.Count - 1;
            annotated.Add(new JsonObject
            {
                ["data"] = task!["data"]!.DeepClone(),
                ["annotations"] = new JsonArray(new JsonObject
                {
                    ["completed_by"] = 1,
                    ["was_cancelled"] = isLast,
                    ["result"] = isLast ? [] : new JsonArray(
                        new JsonObject { ["from_name"] = "label", ["type"] = "choices", ["value"] = new JsonObject { ["choices"] = new JsonArray(name) } }),
                }),
            });
        }
        return annotated.ToJsonString();
    }

    private CommandRun Session(string subverb, params string[] args) => CommandRun.Of(["session", subverb, At("session"), .. args]);

    private CommandRun Run(string input, params string[] args) => CommandRun.WithInput(["label", "--session", At("session"), .. args], new StringReader(input));
}
