using System.Globalization;
using System.Text.Json.Nodes;
using RlQuery.Annotators.Tests.Support;
using SkiaSharp;

namespace RlQuery.Cli.Tests.Verbs;

public sealed class AugmentVerbTests : TemporaryFolder
{
    [Fact]
    public void The_same_command_twice_gives_the_same_bytes_and_no_real_row()
    {
        string data = WriteTable("data.csv", 40, row => row < 30);
        byte[] before = File.ReadAllBytes(data);
        Assert.Equal(0, Augment(data, "--count", "12", "--seed", "3", "--out", At("first.csv")).ExitCode);
        Assert.Equal(0, Augment(data, "--count", "12", "--seed", "3", "--out", At("second.csv")).ExitCode);
        Assert.Equal(File.ReadAllBytes(At("first.csv")), File.ReadAllBytes(At("second.csv")));
        Assert.Equal(before, File.ReadAllBytes(data));
        string[] made = File.ReadAllLines(At("first.csv"));
        Assert.Equal("x,y,label,made-from,method,difficulty,quality", made[0]);
        Assert.Equal(13, made.Length);
        Assert.Empty(made.Skip(1).Select(line => string.Join(',', line.Split(',')[..3])).Intersect(File.ReadAllLines(data)));
        // Rows 30 to 39 have no label, and are no parents.
        Assert.All(made.Skip(1).Select(line => line.Split(',')[3]).Where(from => from != "all"), from =>
            Assert.All(from.Split(' '), parent => Assert.InRange(int.Parse(parent, System.Globalization.CultureInfo.InvariantCulture), 0, 29)));
    }

    [Fact]
    public void Columns_keep_their_places_and_an_ignored_one_is_empty()
    {
        string data = Write(
            "data.csv", "id,label,x\n" + string.Concat(Enumerable.Range(0, 20).Select(row => $"r{row},{(row % 2 == 0 ? "no" : "yes")},{row}.5\n")));
        string schema = Write("schema.json", """{ "columns": { "id": "ignore" } }""");
        Assert.Equal(0, CommandRun.Of(
            ["augment", "--data", data, "--target", "label", "--schema", schema, "--method", "smote", "--count", "5", "--out", At("made.csv")]).ExitCode);
        string[] made = File.ReadAllLines(At("made.csv"));
        Assert.Equal("id,label,x,made-from,method,difficulty,quality", made[0]);
        Assert.All(made.Skip(1), line => Assert.Matches(@"^,(no|yes),\d+(\.\d)?,\d+ \d+,smote,[01]\.\d{4},[01]\.\d{4}$", line));
    }

    [Fact]
    public void Pictures_are_written_beside_the_file_and_named_relative_to_it()
    {
        for (int i = 0; i < 8; i++)
        {
            DrawPicture($"p{i}.png", i);
        }
        string data = Write("data.csv", "picture,label\n" + string.Concat(Enumerable.Range(0, 8).Select(i => $"p{i}.png,{(i % 2 == 0 ? "a" : "b")}\n")));
        Assert.Equal(0, Augment(data, "--count", "6", "--encoder", "pixels", "--out", At("made.csv")).ExitCode);
        string[] cells = [.. File.ReadAllLines(At("made.csv")).Skip(1).Select(line => line.Split(',')[0])];
        Assert.Equal(6, cells.Length);
        Assert.Equal(cells.Order(), Directory.GetFiles(At("made-pictures")).Select(file => $"made-pictures/{Path.GetFileName(file)}").Order());
        Assert.Equal(0, Augment(data, "--count", "6", "--encoder", "pixels", "--out", At("again.csv")).ExitCode);
        Assert.Equal(
            File.ReadAllText(At("made.csv")).Replace("made-pictures", "", StringComparison.Ordinal),
            File.ReadAllText(At("again.csv")).Replace("again-pictures", "", StringComparison.Ordinal));
        File.Delete(At("p3.png"));
        string missing = Assert.Single(Refused("--data", data, "--count", "1", "--encoder", "pixels", "--out", At("x.csv")));
        Assert.Contains("p3.png is not there", missing, StringComparison.Ordinal);
        Assert.Equal(
            [$"out: {At("made-pictures")} exists, where pictures would go; name another file"],
            Refused("--data", WriteTable("t.csv", 20), "--count", "1", "--out", MovedAway()));
    }

    [Fact]
    public void A_language_model_writes_rows_that_are_ranked_with_those_of_other_methods_and_paid_for_once()
    {
        using var server = new ChatServer(call => ChatReply.Says(Written(call)));
        string panel = Write(
            "panel.json", $$"""{"annotators": [{"name": "m", "model": "m", "endpoint": "{{server.Address}}", "inputPrice": 1, "outputPrice": 1}]}""");
        string data = WriteTable("data.csv", 40, row => row < 30);
        string[] asked = ["--count", "8", "--method", "language-model", "--method", "smote", "--panel", panel, "--record", At("written.db")];
        CommandRun run = Augment(data, [.. asked, "--budget", "1", "--out", At("first.csv")]);
        Assert.Equal(0, run.ExitCode);
        Assert.Single(run.OutputLines, line => line.StartsWith("all calls of the record: 0.00", StringComparison.Ordinal));
        string[] methods = [.. File.ReadAllLines(At("first.csv")).Skip(1).Select(line => line.Split(',')[4])];
        Assert.Equal(8, methods.Length);
        Assert.Contains("language-model", methods);
        int calls = server.Calls.Count;
        Assert.Equal(0, Augment(data, [.. asked, "--offline", "--out", At("second.csv")]).ExitCode);
        Assert.Equal(calls, server.Calls.Count);
        Assert.Equal(File.ReadAllBytes(At("first.csv")), File.ReadAllBytes(At("second.csv")));
    }

    [Fact]
    public void A_language_model_that_fails_leaves_no_file_and_one_that_is_not_to_be_asked_needs_no_panel()
    {
        using var server = new ChatServer(_ => ChatReply.Fails(401, "no"));
        string panel = Write("panel.json", $$"""{"annotators": [{"name": "m", "model": "m", "endpoint": "{{server.Address}}"}]}""");
        string data = WriteTable("data.csv", 40);
        string[] asked = ["--count", "2", "--panel", panel, "--record", At("written.db"), "--out", At("made.csv")];
        CommandRun run = Augment(data, [.. asked, "--method", "language-model"]);
        Assert.Equal((1, false), (run.ExitCode, File.Exists(At("made.csv"))));
        Assert.Equal($"{At("made.csv")} was not written; the same command asks for what is missing", run.ErrorLines[^1]);
        Assert.Equal(
            ["panel: not without --method language-model; no other method asks anybody"],
            Refused(["--data", data, .. asked, "--method", "smote"]));
        Assert.Equal(
            ["method: language-model needs --panel FILE.json and --record FILE", "budget: not without --panel; no other method asks anybody"],
            Refused("--data", data, "--count", "1", "--method", "language-model", "--budget", "1", "--out", At("x.csv")));
        Assert.Equal(
            [$"record: {At("none.db")} does not exist; --offline needs a record that an earlier run made"],
            Refused("--data", data, "--count", "1", "--panel", panel, "--record", At("none.db"), "--offline", "--out", At("x.csv")));
        Assert.Equal(
            ["record: is missing; name the file in which answers are kept"],
            Refused("--data", data, "--count", "1", "--panel", panel, "--out", At("x.csv")));
    }

    [Fact]
    public void Bad_input_is_told_in_a_line_for_each_fault_and_nothing_is_written()
    {
        string data = WriteTable("data.csv", 30);
        Assert.Equal(
            [
                $"out: {At("x.txt")} is not allowed; name a .csv file", "count: 0 is not allowed; use 1..100000",
                "method: smot is unknown; did you mean 'smote'?",
            ],
            Refused("--data", data, "--count", "0", "--method", "smot", "--out", At("x.txt")));
        Assert.Equal([$"out: {data} exists; name a new file"], Refused("--data", data, "--count", "1", "--out", data));
        string none = WriteTable("none.csv", 30, _ => false);
        Assert.Equal(
            [$"{none}: no row is labelled; rows are made of labelled rows of at least 2 classes"],
            Refused("--data", none, "--count", "1", "--out", At("x.csv")));
        string taken = Write("taken.csv", "method,label\n1,a\n2,b\n");
        Assert.Equal(
            [$"{taken}: column method has a name that is added to made rows; rename it"], Refused("--data", taken, "--count", "1", "--out", At("x.csv")));
        Assert.Equal(
            ["method: synonyms needs --wordnet DIR, the folder of WordNet's files"],
            Refused("--data", data, "--count", "1", "--method", "synonyms", "--out", At("x.csv")));
        Assert.Equal(
            [$"wordnet: {At("nowhere")} is no folder; name that of WordNet's files"],
            Refused("--data", data, "--count", "1", "--wordnet", At("nowhere"), "--out", At("x.csv")));
        string single = Write("single.csv", "x,label\n1,a\n2,b\n3,\n");
        Assert.Equal(
            [
                "class a has 1 labelled row; smote needs 2: no row of it is made",
                "class b has 1 labelled row; smote needs 2: no row of it is made",
            ],
            Refused("--data", single, "--count", "1", "--method", "smote", "--out", At("x.csv")));
        Assert.False(File.Exists(At("x.csv")));
    }

    private string MovedAway()
    {
        File.Delete(At("made.csv"));
        return At("made.csv");
    }

    private void DrawPicture(string name, int shade)
    {
        using var bitmap = new SKBitmap(8, 8);
        for (int i = 0; i < 64; i++)
        {
            bitmap.SetPixel(i % 8, i / 8, new SKColor((byte)(shade * 20), (byte)(i * 3), (byte)((shade % 2 * 100) + i)));
        }
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(At(name), png.ToArray());
    }

    private static CommandRun Augment(string data, params string[] options) => CommandRun.Of(["augment", "--data", data, .. options]);

    private static string[] Refused(params string[] options)
    {
        CommandRun run = CommandRun.Of(["augment", .. options]);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        return [.. run.ErrorLines.Where(line => !line.StartsWith("note: ", StringComparison.Ordinal))];
    }

    // Rows a little beside the given one.
    private static string Written(ChatCall call)
    {
        JsonNode row = call.Question["row"]!;
        double Of(string column) => double.Parse(row[column]!.GetValue<string>(), CultureInfo.InvariantCulture);
        var rows = new JsonArray([.. Enumerable.Range(1, call.Question["count"]!.GetValue<int>()).Select(i =>
            new JsonObject { ["x"] = Math.Round(Of("x") + (0.01 * i), 3), ["y"] = Math.Round(Of("y") - (0.01 * i), 3) })]);
        return new JsonObject { ["rows"] = rows }.ToJsonString();
    }
}
