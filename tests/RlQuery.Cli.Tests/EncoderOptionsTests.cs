using System.Text.Json.Nodes;
using RlQuery.Core.Policies.Onnx;
using RlQuery.Embeddings;

namespace RlQuery.Cli.Tests;

/// <summary>Tables of texts, as a newcomer has them.</summary>
public sealed class EncoderOptionsTests : TemporaryFolder
{
    private static readonly string[] Asked =
    [
        "book a flight to oslo", "reserve a plane ticket for monday", "I need to fly to berlin", "cancel my flight reservation", "when does my plane leave",
        "how is the weather today", "will it rain tomorrow", "is it cold outside", "do I need an umbrella", "what is the temperature in paris",
        "play some jazz music", "turn up the volume please", "skip this song", "put on my favourite album", "who sings this song",
    ];

    [Fact]
    public void Texts_are_embedded_unless_an_encoder_is_named()
    {
        string data = WriteTexts();
        string[] query = ["query", "--strategy", "margin", "--data", data, "--count", "4", "--format", "csv"];
        string embedded = CommandRun.Of(query).Output;
        Assert.Equal(embedded, CommandRun.Of([.. query, "--encoder", "minilm"]).Output);
        Assert.Equal(embedded, CommandRun.Of([.. query, "--no-cache"]).Output);
        Assert.NotEqual(embedded, CommandRun.Of([.. query, "--encoder", "n-grams"]).Output);
        string[] described = CommandRun.Of("schema", "--data", data, "--encoder", "arctic-xs").OutputLines;
        Assert.Equal(["384", "0", "18", "text", "text", "arctic-xs"], described[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[..6]);
    }

    [Fact]
    public void Encoders_that_cannot_be_used_are_refused_by_name()
    {
        string data = WriteTexts();
        string[] query = ["query", "--strategy", "margin", "--data", data, "--count", "4"];
        CommandRun unknown = CommandRun.Of([.. query, "--encoder", "minillm"]);
        Assert.Equal(2, unknown.ExitCode);
        Assert.StartsWith("encoder: 'minillm' is unknown", Assert.Single(unknown.ErrorLines), StringComparison.Ordinal);
        CommandRun two = CommandRun.Of([.. query, "--encoder", "minilm", "--encoder", "n-grams"]);
        Assert.Equal(2, two.ExitCode);
        Assert.StartsWith("encoder: minilm, n-grams are all for columns of kind text", Assert.Single(two.ErrorLines), StringComparison.Ordinal);
        CommandRun kind = CommandRun.Of([.. query, "--schema", Write("s.json", """{ "columns": { "text": "text resnet18" } }""")]);
        Assert.Equal(2, kind.ExitCode);
        Assert.Equal("column text: encoder resnet18 is not for a column of kind text", Assert.Single(kind.ErrorLines));
        CommandRun absent = CommandRun.Of([.. query, "--encoder", At("absent.onnx")]);
        Assert.Equal(2, absent.ExitCode);
        Assert.Equal($"{At("absent.onnx")}: no such file", Assert.Single(absent.ErrorLines));
    }

    [Fact]
    public void A_model_of_ones_own_chooses_like_any_other()
    {
        WriteModel(3);
        string[] query = ["query", "--strategy", "margin", "--data", WriteTexts(), "--count", "4", "--format", "csv"];
        CommandRun named = CommandRun.Of([.. query, "--encoder", At("my.onnx")]);
        Assert.Equal((0, ""), (named.ExitCode, named.Error));
        Assert.Equal(named.Output, CommandRun.Of([.. query, "--schema", Write("s.json", """{ "columns": { "text": "text my.onnx" } }""")]).Output);
        Assert.NotEqual(CommandRun.Of(query).Output, named.Output);
    }

    [Fact]
    public void An_encoder_that_is_asked_for_wins_over_a_schema_and_says_so()
    {
        string data = WriteTexts();
        string schema = At("s.json");
        Assert.Equal(0, CommandRun.Of("schema", "--data", data, "--encoder", "arctic-xs", "--out", schema).ExitCode);
        string said = $"{data}: column text: n-grams was asked for, and is used in place of the schema's arctic-xs";
        string[] query = ["query", "--strategy", "margin", "--data", data, "--count", "4", "--format", "csv"];
        CommandRun asked = CommandRun.Of([.. query, "--schema", schema, "--encoder", "n-grams"]);
        Assert.Equal(CommandRun.Of([.. query, "--encoder", "n-grams"]).Output, asked.Output);
        Assert.Contains(said, asked.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("asked for", CommandRun.Of([.. query, "--schema", schema, "--encoder", "arctic-xs"]).Error, StringComparison.Ordinal);
        Assert.Equal(CommandRun.Of([.. query, "--encoder", "arctic-xs"]).Output, CommandRun.Of([.. query, "--schema", schema]).Output);

        CommandRun described = CommandRun.Of("schema", "--data", data, "--schema", schema, "--encoder", "n-grams");
        Assert.Contains("n-grams", described.OutputLines[1], StringComparison.Ordinal);
        Assert.Single(described.ErrorLines, line => line.EndsWith(said, StringComparison.Ordinal));
        CommandRun embedded = CommandRun.Of("embed", "--data", data, "--schema", schema, "--encoder", "n-grams", "--out", At("numbers.csv"));
        Assert.Contains("text n-grams", embedded.Output, StringComparison.Ordinal);
        Assert.Single(embedded.ErrorLines, line => line.EndsWith(said, StringComparison.Ordinal));
    }

    [Fact]
    public void A_session_keeps_an_encoder_that_won_over_its_schema()
    {
        string data = WriteTexts();
        string schema = Write("s.json", """{ "columns": { "text": "text arctic-xs" } }""");
        string[] asked = ["--schema", schema, "--encoder", "n-grams"];
        CommandRun begun = CommandRun.WithInput(["label", "--session", At("session"), "--data", data, .. asked], new StringReader("music\n"));
        Assert.Contains("column text: n-grams was asked for, and is used in place of the schema's arctic-xs", begun.Error, StringComparison.Ordinal);
        CommandRun plain = CommandRun.WithInput(
            ["label", "--session", At("plain"), "--data", data, "--encoder", "n-grams"], new StringReader("music\n"));
        string[] questions = Questions(plain);
        Assert.Equal(questions, Questions(begun));
        Assert.Equal(questions[^1], Questions(CommandRun.WithInput(["label", "--session", At("session"), "--resume"], TextReader.Null))[^1]);
        CommandRun again = CommandRun.WithInput(["label", "--session", At("session"), "--resume", .. asked], TextReader.Null);
        Assert.Equal(questions[^1], Questions(again)[^1]);

        static string[] Questions(CommandRun run) => [.. run.OutputLines.Where(line => line.StartsWith("question", StringComparison.Ordinal))];
    }

    [Fact]
    public void Texts_that_are_all_the_same_are_left_out_and_said()
    {
        string rows = string.Concat(Asked.Select((text, i) => $"{text},the same words in all rows,{(i % 2 == 0 ? "see the other list" : "")},,{Label(i)}\n"));
        string data = Write("same.csv", "text,same,some,none,label\n" + rows);
        string schema = Write("s.json", """{ "columns": { "text": "text", "same": "text", "some": "text", "none": "text" } }""");
        CommandRun run = CommandRun.Of("schema", "--data", data, "--schema", schema);
        Assert.Equal(["384", "0", "1", "0"], run.OutputLines[1..5].Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]));
        Assert.Equal(
            [
                $"note: {data}: column same: all cells are the same; the column is left out",
                $"note: {data}: column some: all cells that are not empty are the same; the column tells alone which are empty",
                $"note: {data}: column none: all cells are empty; the column is left out",
            ],
            run.ErrorLines);
        CommandRun embedded = CommandRun.Of("embed", "--data", data, "--schema", schema, "--out", At("numbers.csv"));
        Assert.Equal(run.Error, embedded.Error);
        Assert.StartsWith($"{At("numbers.csv")}: 15 rows x 385 features", embedded.OutputLines[^1], StringComparison.Ordinal);
        string alone = Write("alone.csv", "same,label\n" + string.Concat(Asked.Select((_, i) => $"the same words,{(i < 8 ? Label(i) : "")}\n")));
        string told = Write("a.json", """{ "columns": { "same": "text" } }""");
        CommandRun.Of("query", "--strategy", "margin", "--data", alone, "--schema", told, "--count", "1")
            .IsRefusedWith($"{alone}: every feature column is empty or holds a single text");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_session_refuses_a_model_that_has_changed(bool option)
    {
        WriteModel(3);
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, At("my.onnx"));
        string[] named = option ? ["--encoder", relative] : ["--schema", Write("s.json", """{ "columns": { "text": "text my.onnx" } }""")];
        string[] session = ["label", "--session", At("own")];
        CommandRun begun = CommandRun.WithInput([.. session, "--data", WriteTexts(), .. named], new StringReader("music\n"));
        Assert.Equal((0, ""), (begun.ExitCode, begun.Error));
        Assert.Equal(0, CommandRun.WithInput([.. session, "--resume", .. named], TextReader.Null).ExitCode);
        WriteModel(5);
        CommandRun.Of([.. session, "--resume"])
            .IsRefusedWith($"{At("my.onnx")}: the model, its settings or its vocabulary have changed since the session began; put them back");
    }

    [Fact]
    public void Labels_leave_a_session_whose_model_is_gone()
    {
        WriteModel(3);
        string[] label = ["label", "--session", At("own"), "--data", WriteTexts(), "--encoder", At("my.onnx")];
        Assert.Equal(0, CommandRun.WithInput(label, new StringReader("music\n")).ExitCode);
        File.Delete(At("my.onnx"));
        CommandRun csv = CommandRun.Of("session", "export", At("own"), "--out", At("labelled.csv"));
        Assert.Equal((0, ""), (csv.ExitCode, csv.Error));
        Assert.Equal($"4 of 18 rows are labelled: {At("labelled.csv")}", Assert.Single(csv.OutputLines));
        Assert.Equal(0, CommandRun.Of("session", "export", At("own"), "--out", At("labelled.jsonl")).ExitCode);
        Assert.Equal(0, CommandRun.Of("session", "agreement", At("own")).ExitCode);
        string more = Write("more.csv", "rlquery_row,label\n17,music\n");
        CommandRun imported = CommandRun.Of("session", "import", At("own"), more);
        Assert.Equal((0, ""), (imported.ExitCode, imported.Error));
        Assert.StartsWith("5 of 18 rows are labelled", imported.OutputLines[^1], StringComparison.Ordinal);
        // Which rows are next, the model alone can tell.
        CommandRun.Of("session", "export", At("own"), "--out", At("tasks.json")).IsRefusedWith($"{At("my.onnx")}: no such file");
        WriteModel(3);
        Assert.Equal(0, CommandRun.Of("session", "export", At("own"), "--out", At("tasks.json"), "--no-cache").ExitCode);
    }

    private void WriteModel(int factor)
    {
        var graph = new OnnxGraph();
        graph.Input("input_ids", OnnxType.Int64, "", OnnxGraph.Candidates, OnnxGraph.Candidates);
        string[] words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. Asked.SelectMany(text => text.Split(' ')).Distinct()];
        graph.Constant("pieces", [.. words.SelectMany((_, i) => new[] { MathF.Sin(i), MathF.Cos(factor * i) })], words.Length, 2);
        graph.Node("hidden", "Gather", ["pieces", "input_ids"]);
        graph.Output("hidden", OnnxType.Float, "", OnnxGraph.Candidates, OnnxGraph.Candidates, 2);
        File.WriteAllBytes(At("my.onnx"), graph.ToModel("own", "1", "", []).ToArray());
        Write("vocab.txt", string.Join('\n', words));
        Write("my.json", """{ "kind": "text", "vocabulary": "vocab.txt" }""");
    }

    [Fact]
    public void A_session_keeps_its_encoder()
    {
        string data = WriteTexts();
        string[] session = ["label", "--session", At("session")];
        CommandRun begun = CommandRun.WithInput(
            [.. session, "--data", data, "--strategy", "margin", "--encoder", "n-grams"], new StringReader("music\n"));
        Assert.Equal((0, ""), (begun.ExitCode, begun.Error));
        string asked = begun.OutputLines.Last(line => line.StartsWith("question", StringComparison.Ordinal));
        Assert.Contains(asked, CommandRun.WithInput([.. session, "--resume"], TextReader.Null).OutputLines);
        Assert.Contains(asked, CommandRun.WithInput([.. session, "--resume", "--encoder", "n-grams"], TextReader.Null).OutputLines);
        CommandRun other = CommandRun.Of([.. session, "--resume", "--encoder", "minilm"]);
        other.IsRefusedWith("encoder: minilm is not what the session was begun with (n-grams, resnet18); leave it out");
    }

    [Fact]
    public void Near_copies_of_a_text_are_not_asked_for_together()
    {
        string copies = string.Concat(Enumerable.Range(0, 12).Select(i => $"book a flight to oslo{new string('!', i)},\n"));
        string data = Write("copies.csv", "text,label\n" + copies + string.Concat(Asked.Select((text, i) => $"{text},{(i % 5 == 0 ? Label(i) : "")}\n")));
        string[] rows = CommandRun.Of("query", "--strategy", "margin", "--data", data, "--target", "label", "--count", "5", "--format", "csv").OutputLines;
        int[] picked = [.. rows.Skip(1).Select(line => int.Parse(line.Split(',')[0], null))];
        Assert.Equal(5, picked.Length);
        Assert.True(picked.Count(row => row < 12) <= 1, string.Join(", ", picked));
    }

    [Fact]
    public void A_script_that_the_default_does_not_know_is_read_by_n_grams_and_said()
    {
        string[] thai = ["สวัสดีครับ ผมชื่อ สมชาย", "วันนี้ อากาศ ดีมาก", "ผม ชอบ ฟังเพลง", "พรุ่งนี้ ฝนจะ ตก", "ขอ จอง ตั๋ว เครื่องบิน", "เปิด เพลง ให้หน่อย"];
        string data = Write("thai.csv", "text,label\n" + string.Concat(thai.Select((text, i) => $"{text},{(i < 2 ? i % 2 : "")}\n")));
        string schema = Write("s.json", """{ "columns": { "text": "text" } }""");
        CommandRun run = CommandRun.Of("query", "--strategy", "margin", "--data", data, "--schema", schema, "--count", "2");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("minilm knows English, and most letters are of another script; n-grams is used instead", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Environments_and_experiments_name_encoders()
    {
        string sets = string.Concat(Enumerable.Range(0, 4).SelectMany(i => Asked.Select((text, row) => $"{text} number {i},{Label(row)}\n")));
        Write("own.csv", "text,label\n" + sets);
        string environment = Write(
            "env.json", """{"signals": ["margin"], "budget": 4, "evaluation": ["own.csv"], "encoders": ["n-grams"], "split": {"poolShare": 0.6}}""");
        string bare = Write("bare.json", """{"signals": ["margin"], "budget": 4, "split": {"poolShare": 0.6}}""");
        string experiment = Write(
            "experiment.json", """{"environments": ["bare.json"], "data": ["own.csv"], "encoders": ["n-grams"], "strategies": ["margin"], "repeats": 2}""");
        string[] common = ["--strategy", "margin", "--seeds", "0-1", "--out"];
        Assert.Equal(0, CommandRun.Of(["evaluate", environment, .. common, At("by-environment")]).ExitCode);
        Assert.Equal(0, CommandRun.Of(["evaluate", bare, "--data", At("own.csv"), "--encoder", "n-grams", .. common, At("by-option")]).ExitCode);
        Assert.Equal(0, CommandRun.Of("evaluate", experiment, "--out", At("by-experiment")).ExitCode);
        Assert.Equal(0, CommandRun.Of(["evaluate", bare, "--data", At("own.csv"), .. common, At("by-default")]).ExitCode);
        string expected = File.ReadAllText(At("by-option", "summary.csv"));
        Assert.Equal(expected, File.ReadAllText(At("by-environment", "summary.csv")));
        Assert.Equal(expected, File.ReadAllText(At("by-experiment", "summary.csv")));
        Assert.NotEqual(expected, File.ReadAllText(At("by-default", "summary.csv")));
        Assert.Equal("""{"name":"text","encoder":"n-grams"}""", Encoders("by-option").Single()!.ToJsonString());
        JsonNode usual = Encoders("by-default").Single()!;
        Assert.Equal(("text", "minilm", 64), ((string)usual["name"]!, (string)usual["encoder"]!, ((string)usual["sha256"]!).Length));
        Assert.NotEqual(0, CommandRun.Of(["evaluate", bare, "--data", At("own.csv"), "--encoder", "minilm", .. common, At("by-option"), "--resume"]).ExitCode);
        Write("other.csv", "text,label\n" + sets.Replace("number", "no", StringComparison.Ordinal));
        string train = Write("train.json", """{"signals": ["margin"], "budget": 4, "training": {"data": ["own.csv"]}, "validation": ["other.csv"]}""");
        Assert.Equal(0, CommandRun.Of("train", train, "--agent", "imitation", "--steps", "8", "--out", At("policy")).ExitCode);
        JsonNode trained = JsonNode.Parse(File.ReadAllText(At("policy", "policy.json")))!["data"]![0]!["encoders"]!.AsArray().Single()!;
        Assert.Equal((string)usual["sha256"]!, (string)trained["hash"]!);
        Assert.Equal(0, CommandRun.Of("query", "--policy", At("policy"), "--data", WriteTexts(), "--count", "1").ExitCode);
        CommandRun.Of(["evaluate", environment, "--encoder", "minilm", .. common, At("never")])
            .IsRefusedWith("encoder: minilm is not allowed without --data; the environment's sets have their own");

        JsonArray Encoders(string folder) => JsonNode.Parse(File.ReadAllText(At(folder, "manifest.json")))!["data"]![0]!["encoders"]!.AsArray();
    }

    /// <summary>A note on a cache that cannot be used says so.</summary>
    [Theory]
    [InlineData("query")]
    [InlineData("label")]
    [InlineData("embed")]
    [InlineData("schema")]
    [InlineData("evaluate")]
    [InlineData("train")]
    [InlineData("tune")]
    [InlineData("cross-validate")]
    [InlineData("session", "export")]
    public void Every_verb_that_encodes_can_do_without_a_cache(params string[] verb) =>
        Assert.Contains("--no-cache", CommandRun.Of([.. verb, "--help"]).Output, StringComparison.Ordinal);

    [Fact]
    public void What_was_embedded_is_in_the_cache() => Assert.StartsWith(Path.GetTempPath(), PretrainedEncoders.DefaultCache, StringComparison.Ordinal);

    private static string Label(int i) => i < 5 ? "travel" : i < 10 ? "weather" : "music";

    // Three classes; a third of the rows are labelled.
    private string WriteTexts() => Write(
        "texts.csv", "text,label\n" + string.Concat(Asked.Concat(["fly me to the moon", "is there snow in the hills", "stop the music now"])
            .Select((text, i) => $"{text},{(i % 5 == 0 && i < 15 ? Label(i) : "")}\n")));
}
