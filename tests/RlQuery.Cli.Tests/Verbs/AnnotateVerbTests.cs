using RlQuery.Annotators.Recording;
using RlQuery.Annotators.Tests.Support;
using RlQuery.Cli.Tests.Processes;

namespace RlQuery.Cli.Tests.Verbs;

public sealed class AnnotateVerbTests : TemporaryFolder
{
    [Fact]
    public void It_labels_the_open_rows_tells_what_it_cost_and_asks_nothing_a_second_time()
    {
        using var server = Server();
        string panel = Panel(Model("good", server, "\"inputPrice\": 2, \"outputPrice\": 10"), Model("bad", server));
        CommandRun run = CommandRun.Of(Command(panel, "first.csv", "--budget", "1"));
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["rlquery_row,good,bad,label", "0,spam,spam,spam", "1,ham,spam,", "2,spam,spam,spam", "3,ham,spam,"], File.ReadAllLines(At("first.csv")));
        Assert.Equal(
            [
                "annotator asked from record answered abstained over budget failed tokens money seconds agrees with labels",
                "good 4 0 4 0 0 0 420 0.001 S -", "bad 4 0 4 0 0 0 420 0 S -", "annotators rows same label kappa", "good bad 4 0.500 0.000",
                "all calls of the record: 0.001", $"{At("first.csv")}: 4 rows, 2 with a joined label",
            ],
            Words(run, seconds: [1, 2]));
        Assert.Equal(8, server.Calls.Count);

        CommandRun again = CommandRun.Of(Command(panel, "second.csv", "--offline"));
        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.Equal("good 0 4 4 0 0 0 0 0 S -", Words(again, seconds: [1, 2])[1]);
        Assert.Equal(File.ReadAllBytes(At("first.csv")), File.ReadAllBytes(At("second.csv")));
        Assert.Equal(8, server.Calls.Count);
    }

    [Fact]
    public void Examples_are_the_nearest_rows_as_the_featurizer_sees_them()
    {
        using var server = new ChatServer(_ => ChatReply.Says("b"));
        IEnumerable<string> lines = Enumerable.Range(0, 20).Select(i => $"{i},{i % 2},{(i == 7 ? "" : i < 10 ? "a" : "b")}\n");
        string data = Write("numbers.csv", "x,y,label\n" + string.Concat(lines));
        string panel = Write("panel.json", $$"""{"examples": 4, "annotators": [{{Model("m", server)}}]}""");
        CommandRun run = CommandRun.Of("annotate", "--data", data, "--panel", panel, "--record", At("r.db"), "--out", At("o.csv"));
        Assert.Equal(0, run.ExitCode);
        var shown = Assert.Single(server.Calls).Question["examples"]!.AsArray();
        Assert.Equal(["a", "a", "b", "b"], shown.Select(one => one!["label"]!.GetValue<string>()).Order());
        Assert.Equal(["11", "13"], shown.Where(one => one!["label"]!.GetValue<string>() == "b").Select(one => one!["row"]!["x"]!.GetValue<string>()).Order());
    }

    [Fact]
    public void Held_out_rows_measure_agreement_and_are_not_written()
    {
        using var server = Server();
        CommandRun run = CommandRun.Of(Command(Panel(Model("good", server)), "out.csv", "--holdout", "2", "--count", "1"));
        Assert.Equal((0, ""), (run.ExitCode, Untimed(run.Error)));
        Assert.EndsWith(" 2 of 2", Words(run, seconds: [1])[1], StringComparison.Ordinal);
        Assert.Equal(["rlquery_row,good,label", "0,spam,spam"], File.ReadAllLines(At("out.csv")));
    }

    [Fact]
    public void Labels_that_are_joined_by_credibility_have_a_probability_and_models_an_accuracy()
    {
        using var server = Server();
        string panel = Panel(Model("good", server), Model("bad", server));
        CommandRun run = CommandRun.Of(Command(panel, "out.csv", "--join", "credibility", "--holdout", "2"));
        Assert.Equal((0, ""), (run.ExitCode, Untimed(run.Error)));
        string[] lines = File.ReadAllLines(At("out.csv"));
        Assert.Equal("rlquery_row,good,bad,label,probability", lines[0]);
        // The held-out rows say that the one who disagrees is wrong.
        Assert.Equal(["spam", "ham", "spam", "ham"], lines.Skip(1).Select(line => line.Split(',')[3]));
        Assert.All(lines.Skip(1), line => Assert.InRange(double.Parse(line.Split(',')[4], System.Globalization.CultureInfo.InvariantCulture), 0.5, 1));
        Assert.EndsWith("credibility", Words(run, seconds: [1, 2])[0], StringComparison.Ordinal);
        CommandRun.Of(Command(panel, "other.csv", "--join", "crdibility")).IsRefusedWith("join: 'crdibility' is unknown; did you mean 'credibility'?");
    }

    [Fact]
    public void A_person_and_a_local_model_label_without_any_language_model()
    {
        Write("anna.csv", "rlquery_row,label\n0,spam\n2,spam\n");
        string panel = Write(
            "panel.json",
            """
            {
              "localModels": [ { "name": "near", "encoder": "minilm", "threshold": 0.5 } ],
              "people": [ { "name": "anna", "answers": "anna.csv", "price": 0.5 } ]
            }
            """);
        string data = Write("texts.csv", "text,label\n" + string.Concat(Enumerable.Range(0, 12).Select(row =>
            (row % 2 == 0 ? $"win free money now {row}," : $"lunch with the family {row},") + (row < 4 ? "\n" : row % 2 == 0 ? "spam\n" : "ham\n"))));
        string[] command = ["annotate", "--data", data, "--target", "label", "--panel", panel, "--record", At("r.db")];
        CommandRun run = CommandRun.Of([.. command, "--budget", "1", "--out", At("o.csv")]);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            ["rlquery_row,near,anna,label", "0,spam,spam,spam", "1,ham,,ham", "2,spam,spam,spam", "3,ham,,ham"], File.ReadAllLines(At("o.csv")));
        Assert.EndsWith("all calls of the record: 1", run.OutputLines[^2], StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of([.. command, "--offline", "--out", At("again.csv")]).ExitCode);
        Assert.Equal(File.ReadAllBytes(At("o.csv")), File.ReadAllBytes(At("again.csv")));
        File.Delete(At("anna.csv"));
        CommandRun.Of([.. command, "--out", At("third.csv")]).IsRefusedWith($"{At("anna.csv")}: no such file");
    }

    [Fact]
    public void A_budget_that_limits_nothing_is_noted()
    {
        using var server = Server();
        CommandRun run = CommandRun.Of(Command(Panel(Model("good", server)), "out.csv", "--budget", "1"));
        Assert.Equal((0, "note: budget: no model of the panel has a price, so that it limits nothing"), (run.ExitCode, Untimed(run.Error)));
    }

    [Fact]
    public void A_session_imports_the_answers()
    {
        using var server = Server();
        Assert.Equal(0, CommandRun.Of(Command(Panel(Model("good", server)), "out.csv")).ExitCode);
        Assert.Equal(0, CommandRun.WithInput(["label", "--data", Data(), "--target", "label", "--session", At("s")], new StringReader("q\n")).ExitCode);
        Assert.Equal(0, CommandRun.Of("session", "import", At("s"), At("out.csv"), "--annotator", "panel").ExitCode);
        Assert.Equal(0, CommandRun.Of("session", "export", At("s"), "--out", At("labelled.csv")).ExitCode);
        Assert.Equal("win money,spam", File.ReadAllLines(At("labelled.csv"))[1]);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_and_nothing_is_written()
    {
        using var server = Server();
        string taken = Write("taken.csv", "mine");
        CommandRun.Of(Command(Write("none.json", """{"annotators": []}"""), "taken.csv", "--budget", "0", "--count", "0", "--holdout", "-1")).IsRefusedWith(
            $"out: {taken} exists; name a new file",
            "budget: 0 buys nothing, so nothing would be asked; use more than 0, or --offline to read the record alone",
            "count: 0 is not allowed; use 1..1000000", "holdout: -1 is not allowed; use 0..1000000",
            $"{At("none.json")} line 1: annotators: is empty; name one model or more");
        string panel = Panel(Model("m", server, "\"keyVariable\": \"RLQUERY_TEST_UNSET\""));
        CommandRun.Of(Command(panel, "out.csv")).IsRefusedWith(
            "annotator 'm': the environment variable RLQUERY_TEST_UNSET, which should hold its key, is not set");
        CommandRun.Of(Command(panel, "out.csv", "--offline")).IsRefusedWith(
            $"record: {At("answers.db")} does not exist; --offline needs a record that an earlier run made");
        CommandRun.Of(Command(panel, "out.csv", "--budget", "-1")).IsRefusedWith("budget: -1 is not allowed; use more than 0, at most 1000000");
        string open = Write("open.csv", "text,label\na,\nb,\n");
        CommandRun.Of("annotate", "--data", open, "--panel", panel, "--record", At("answers.db"), "--out", At("out.csv")).IsRefusedWith(
            "classes: no class is known; name two or more under classes in the panel, or give the table some labels");
        Assert.Empty(server.Calls);
        Assert.Equal(
            ["data.csv", "none.json", "open.csv", "panel.json", "taken.csv"],
            Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Offline_with_a_record_that_lacks_answers_is_refused()
    {
        using var server = Server();
        string panel = Panel(Model("m", server));
        Assert.Equal(0, CommandRun.Of(Command(panel, "out.csv", "--count", "1")).ExitCode);
        CommandRun.Of(Command(panel, "more.csv", "--offline")).IsRefusedWith("offline: 3 answers are not in the record; leave out --offline to ask for them");
    }

    [Fact]
    public void A_server_that_cannot_be_reached_fails_the_run_by_the_name_of_its_annotator()
    {
        string panel = Panel($$"""{"name": "lost", "model": "x", "endpoint": "{{ChatServer.Nowhere}}", "retries": 1}""");
        CommandRun run = CommandRun.Of(Command(panel, "out.csv"));
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("annotator 'lost': the server cannot be reached: ", run.ErrorLines[^2], StringComparison.Ordinal);
        Assert.Equal($"{At("out.csv")} was not written; the same command asks for what is missing", run.ErrorLines[^1]);
        Assert.Equal("lost 4 0 0 0 0 4 0 0 S -", Words(run, seconds: [1])[1]);
        Assert.False(File.Exists(At("out.csv")));
    }

    [Fact]
    public void No_output_shows_the_key_and_neither_does_a_stack_trace()
    {
        const string Variable = "RLQUERY_TEST_KEY_OF_COMMAND";
        const string Key = "sk-hidden-0123456789";
        Environment.SetEnvironmentVariable(Variable, Key);
        using var server = new ChatServer(call =>
            call.Number == 0 ? ChatReply.Says($"{{\"label\": \"{call.Authorization}\"}}") : ChatReply.Fails(401, $"bad key {call.Authorization}"));
        CommandRun run = CommandRun.Of(
            Command(Panel(Model("m", server, $"\"keyVariable\": \"{Variable}\", \"concurrency\": 1")), "out.csv", "--verbose"));
        Assert.Equal(1, run.ExitCode);
        Assert.Equal($"Bearer {Key}", server.Calls[0].Authorization);
        string all = run.Output + run.Error + File.ReadAllText(At("answers.db"), System.Text.Encoding.Latin1);
        Assert.Contains("***", all, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", all, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Record_and_answers_are_as_private_as_the_table()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        using var server = Server();
        File.SetUnixFileMode(Data(), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal(0, CommandRun.Of(Command(Panel(Model("m", server)), "out.csv")).ExitCode);
        foreach (string name in (string[])["answers.db", "out.csv"])
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(At(name)));
        }
    }

    [Fact]
    public void Killed_in_the_middle_a_run_loses_no_answer_and_asks_only_for_what_is_missing()
    {
        var answers = new SemaphoreSlim(3);
        using var server = new ChatServer(async call =>
        {
            await answers.WaitAsync();
            return ChatReply.Says(Truth(call));
        });
        string data = Write("many.csv", "text,label\n" + string.Concat(Enumerable.Range(0, 10).Select(i => $"row {i},\n")) + "win money,spam\nlunch,ham\n");
        string panel = Panel(Model("m", server, "\"concurrency\": 1, \"inputPrice\": 1"));
        string[] args = ["annotate", "--data", data, "--panel", panel, "--record", At("answers.db"), "--out", At("out.csv"), "--budget", "1"];
        using (var process = new CommandProcess(args))
        {
            // The fourth call is under way: the answers to three were recorded before.
            Assert.True(process.WaitFor(() => server.Calls.Count == 4));
            process.Kill();
        }
        Assert.False(File.Exists(At("out.csv")));
        decimal spent;
        using (var record = AnswerRecord.Open(At("answers.db")))
        {
            Assert.Equal(3, record.Count);
            spent = record.Spent;
        }
        // The call that was cut off may have been paid for: it counts with the most that it can cost.
        Assert.True(spent > 3 * 0.0001m);
        answers.Release(100);
        CommandRun rest = CommandRun.Of(args);
        Assert.Equal(0, rest.ExitCode);
        Assert.Equal(4 + 7, server.Calls.Count);
        Assert.StartsWith("m 7 3 10 0 0 0 ", Words(rest, seconds: [])[1], StringComparison.Ordinal);
        Assert.Equal(11, File.ReadAllLines(At("out.csv")).Length);
    }

    [Fact]
    public void Stopped_by_the_keyboard_it_keeps_what_it_has_and_says_so()
    {
        using var stop = new CancellationTokenSource();
        using var server = new ChatServer(call =>
        {
            if (call.Number == 1)
            {
                stop.Cancel();
            }
            return ChatReply.Says(Truth(call));
        });
        CommandRun run = CommandRun.Of(stop.Token, Command(Panel(Model("m", server, "\"concurrency\": 1")), "out.csv"));
        Assert.Equal(130, run.ExitCode);
        Assert.Equal(["2 answers are in the record; the same command asks for what is missing", "rlquery: interrupted"], run.ErrorLines[^2..]);
        Assert.False(File.Exists(At("out.csv")));
    }

    private static string Truth(ChatCall call) => call.Cell("text") is "win money" or "cheap pills" or "free prize" ? "spam" : "ham";

    private static ChatServer Server() => new(call => ChatReply.Says(call.Body["model"]!.GetValue<string>() == "bad" ? "spam" : Truth(call)));

    private static string Model(string name, ChatServer server, string more = "\"temperature\": 0") =>
        $$"""{"name": "{{name}}", "model": "{{name}}", "endpoint": "{{server.Address}}", {{more}}}""";

    // The progress of a run that is not watched.
    private static string Untimed(string error) =>
        string.Concat(error.Split('\n').Where(line => line.Length > 0 && !line.StartsWith("annotate: ", StringComparison.Ordinal)));

    // Seconds are those of the clock.
    private static string[] Words(CommandRun run, int[] seconds) =>
    [
        .. run.OutputLines.Select((line, i) => string.Join(
            ' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((word, at) => seconds.Contains(i) && at == 9 ? "S" : word))),
    ];

    private string Panel(params string[] models) => Write("panel.json", $$"""{"examples": 0, "annotators": [{{string.Join(", ", models)}}]}""");

    private string Data() => File.Exists(At("data.csv")) ? At("data.csv")
        : Write("data.csv", "text,label\nwin money,\nlunch at noon,\ncheap pills,\nsee you,\nfree prize,spam\nminutes of the meeting,ham\n");

    private string[] Command(string panel, string file, params string[] more) =>
        ["annotate", "--data", Data(), "--target", "label", "--panel", panel, "--record", At("answers.db"), "--out", At(file), .. more];
}
