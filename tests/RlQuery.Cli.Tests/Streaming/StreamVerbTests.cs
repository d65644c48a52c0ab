using System.Diagnostics;
using System.Text.Json;
using RlQuery.Cli.Verbs;
using RlQuery.Core.Numerics;

namespace RlQuery.Cli.Tests.Streaming;

/// <summary><c>rlquery stream</c>: a line in, a line out.</summary>
public sealed class StreamVerbTests : TemporaryFolder
{
    [Fact]
    public void Every_line_gets_one_answer_at_once_and_a_fault_does_not_end_the_stream()
    {
        CommandRun run = Run(
            "a",
            """{"id": 1, "features": {"x": 1}}""", "", """{"id": 1, "label": "ham"}""", """{"id": 1, "label": "ham"}""", """{"id": 2, "features": {"y": 1}}""",
            """{"id": 3, "features": {"x": 0}}""", """{"id": 4, "features":""");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [
                """{"id":1,"ask":true,"prediction":"ham","probability":0.5000}""", """{"id":1,"learned":true}""",
                """{"id":1,"error":"line 4: label: was told before; the first one holds"}""",
                """{"id":2,"error":"line 5: features: 'y' is no column of the first item; use x"}""",
                """{"id":3,"ask":false,"prediction":"ham","probability":0.6317}""",
                """{"id":4,"error":"line 7: is no JSON object in one line, or breaks off"}""",
            ],
            run.OutputLines);
        Assert.Equal([$"{At("a")}: 2 items, 1 asked for, 1 labels told, 0 open; 3 lines of this run refused"], run.ErrorLines);
    }

    [Fact]
    public void Bad_use_is_refused_at_once_and_leaves_nothing()
    {
        CommandRun.Of(["stream", "--rate", "2", "--class", "a", "--class", "a", "--strategy", "margin", "--learner", "bayes", "--state", At("x")])
            .IsRefusedWith(
                "class: 'a' is given twice; name each once",
                "strategy: 'margin' is unknown for streams; use random, periodic, fixed-uncertainty, variable-uncertainty, random-variable-uncertainty, split, "
                + "quantile-filter, density",
                "learner: 'bayes' is unknown for streams; use naive-bayes, logistic-sgd, window-neighbours",
                "rate: 2 is not allowed; use more than 0, at most 1");
        Assert.False(Path.Exists(At("x")));
        Run("a", """{"id": 1, "features": {"x": 1}}""");
        CommandRun.Of(["stream", "--rate", "0.2", "--class", "ham", "--class", "spam", "--strategy", "periodic", "--state", At("a")]).IsRefusedWith(
            $"rate: {At("a")} was begun with 0.25, not 0.2; give the same, or name a new folder");
    }

    [Fact]
    public void A_table_names_columns_and_classes_and_is_learned_first()
    {
        string table = WriteTable("history.csv", 60, row => row % 3 != 0);
        string[] command = ["stream", "--rate", "0.25", "--strategy", "periodic", "--data", table, "--target", "label", "--state", At("a")];
        const string Far = """{"id": 1, "features": {"y": 0, "x": 5}}""";
        CommandRun run = CommandRun.WithInput(command, new StringReader(Far));
        Assert.Matches("""^\{"id":1,"ask":true,"prediction":"yes","probability":0\.9\d+\}$""", run.OutputLines.Single());
        // It goes on from the log, and from nothing else.
        CommandRun again = CommandRun.WithInput(command, new StringReader(Far.Replace("1,", "2,", StringComparison.Ordinal)));
        Assert.StartsWith("""{"id":2,"ask":false,"prediction":"yes",""", again.OutputLines.Single(), StringComparison.Ordinal);
        string other = WriteTable("other.csv", 60);
        Assert.Contains("data: ", CommandRun.Of([.. command.Select(word => word == table ? other : word)]).ErrorLines.Single(), StringComparison.Ordinal);
        CommandRun.Of(["stream", "--rate", "0.1", "--class", "yes", "--class", "maybe", "--data", table, "--state", At("b")]).IsRefusedWith(
            "class: 'no' is in the table, and not named; name all classes, or none");
        CommandRun.Of(["stream", "--rate", "0.1", "--state", At("b")]).IsRefusedWith("class: 0 is not enough; name at least two");
    }

    [Fact]
    public void A_policy_is_trained_evaluated_elsewhere_and_asks()
    {
        string policy = At("policy");
        CommandRun trained = CommandRun.Of(
            ["stream", "train", "--stream", "clusters-sudden", "--rounds", "2", "--items", "200", "--learner", "naive-bayes", "--seed", "1", "--out", policy]);
        Assert.Equal($"{policy}: a policy that was trained by evolution on 1 streams", trained.OutputLines.Single());
        CommandRun.Of(["stream", "evaluate", "--stream", "clusters-sudden", "--policy", policy, "--out", At("no")]).IsRefusedWith(
            $"policy: {policy} was trained on clusters-sudden; evaluate it on other streams");
        CommandRun evaluated = CommandRun.Of(
        [
            "stream", "evaluate", "--stream", "sea-sudden", "--policy", policy, "--strategy", "random", "--rate", "0.1", "--seeds", "0-1", "--items", "300",
            "--out", At("results"),
        ]);
        Assert.Equal(0, evaluated.ExitCode);
        Assert.StartsWith("policy ", evaluated.OutputLines[1], StringComparison.Ordinal);
        CommandRun asked = CommandRun.WithInput(
            ["stream", "--rate", "0.1", "--class", "ham", "--class", "spam", "--policy", policy, "--state", At("live")],
            new StringReader("""{"id": 1, "features": {"x": 1}}"""));
        Assert.StartsWith("""{"id":1,"ask":""", asked.OutputLines.Single(), StringComparison.Ordinal);
        Assert.Contains("\"policy\": \"", File.ReadAllText(At("live", "stream.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_that_is_killed_loses_nothing_that_was_answered_and_ends_in_the_same_bytes()
    {
        string[] rows = [.. Rows(600)];
        string[] whole = Killed("whole", rows, killAfter: rows.Length);
        string[] killed = Killed("killed", rows, killAfter: 210);
        Assert.Equal(whole, killed);
        Assert.Equal(File.ReadAllBytes(At("whole", "log.jsonl")), File.ReadAllBytes(At("killed", "log.jsonl")));
        Assert.Contains(whole, answer => answer.Contains("\"ask\":true", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Rows(int count)
    {
        var draws = new Pcg64(1, "rows");
        return Enumerable.Range(0, count).Select(
            i => JsonSerializer.Serialize(new { id = i, features = new { x = draws.NextGaussian(), y = draws.NextGaussian() } }));
    }

    // Sends rows to a process that is killed after so many answers, and all that was not answered to the next one.
    private string[] Killed(string folder, string[] rows, int killAfter)
    {
        var answers = new List<string>();
        while (answers.Count < rows.Length)
        {
            bool isFirst = answers.Count == 0;
            using Process process = Start(folder);
            Task sending = Task.Run(() => Send(process, rows[answers.Count..]));
            while (process.StandardOutput.ReadLine() is string answer)
            {
                // What was kept and not answered any more is answered again, from memory.
                answers.Add(answer.Replace(",\"repeated\":true", "", StringComparison.Ordinal));
                if (isFirst && answers.Count == killAfter && killAfter < rows.Length)
                {
                    process.Kill();
                    break;
                }
            }
            process.WaitForExit();
            sending.Wait();
        }
        return [.. answers];
    }

    private static void Send(Process process, IEnumerable<string> rows)
    {
        try
        {
            foreach (string row in rows)
            {
                process.StandardInput.WriteLine(row);
            }
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It was killed.
        }
    }

    private Process Start(string folder)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string arg in (string[])[typeof(CommandLine).Assembly.Location, .. Arguments(folder)])
        {
            start.ArgumentList.Add(arg);
        }
        return Process.Start(start)!;
    }

    private CommandRun Run(string folder, params string[] lines) => CommandRun.WithInput(Arguments(folder), new StringReader(string.Join('\n', lines)));

    private string[] Arguments(string folder) =>
        ["stream", "--rate", "0.25", "--class", "ham", "--class", "spam", "--strategy", "periodic", "--state", At(folder)];
}
