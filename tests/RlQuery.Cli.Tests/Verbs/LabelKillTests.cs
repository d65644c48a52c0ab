using RlQuery.Cli.Tests.Processes;
using RlQuery.Core.Labelling;
using RlQuery.Core.Numerics;
using RlQuery.Sessions;

namespace RlQuery.Cli.Tests.Verbs;

[Trait("Category", Trials.Category)]
public sealed class LabelKillTests : TemporaryFolder
{
    private const int KillsOfOne = 14;

    [Fact]
    public void Killed_at_any_moment_a_session_keeps_every_answer_and_asks_what_it_would_have_asked()
    {
        string data = WriteTable("data.csv", 60, row => row < 3);
        var generator = new Pcg64(17);
        int left = Trials.Kills(share: 2, few: KillsOfOne);
        for (int seed = 0; left > 0; seed++)
        {
            string session = $"session-{seed}";
            string[] begin = ["--session", At(session), "--data", data, "--holdout", "5", "--seed", $"{seed}"];
            int kills = Math.Min(left, KillsOfOne);
            KillAgainAndAgain(session, begin, kills, generator);
            left -= kills;
            using (var last = new LabelProcess([.. begin, .. IsBegun(session) ? ["--resume"] : Array.Empty<string>()]))
            {
                last.Answer(int.MaxValue);
            }
            string whole = $"whole-{seed}";
            using (var process = new LabelProcess(["--session", At(whole), .. begin[2..]]))
            {
                process.Answer(int.MaxValue);
                Assert.Equal(57, process.Stored.Count);
            }
            Assert.Equal(Events(whole), Events(session));
            Assert.Equal(File.ReadAllText(At(whole, "labelled.csv")), File.ReadAllText(At(session, "labelled.csv")));
        }
    }

    [Fact]
    public void Killed_at_any_moment_a_session_about_pairs_goes_on_as_one_that_was_not()
    {
        string data = WriteTable("data.csv", 16);
        string[] begin = ["--data", data, "--task", "clustering", "--clusters", "3", "--strategy", "npu"];
        var generator = new Pcg64(29);
        for (int kill = 0; kill < 5; kill++)
        {
            using var process = new LabelProcess(["--session", At("killed"), .. IsBegun("killed") ? ["--resume"] : begin]);
            process.Answer(1 + generator.NextInt(4));
            process.Kill(generator.NextInt(30));
        }
        using (var last = new LabelProcess("--session", At("killed"), "--resume"))
        {
            last.Answer(int.MaxValue);
        }
        using (var whole = new LabelProcess(["--session", At("whole"), .. begin]))
        {
            whole.Answer(int.MaxValue);
            Assert.InRange(whole.Stored.Count, 15, 80);
        }
        Assert.Equal(Events("whole"), Events("killed"));
        foreach (string name in (string[])["clusters.csv", "clusters.links.csv"])
        {
            Assert.Equal(File.ReadAllText(At("whole", name)), File.ReadAllText(At("killed", name)));
        }
    }

    private void KillAgainAndAgain(string session, string[] begin, int kills, Pcg64 generator)
    {
        var stored = new List<string>();
        for (int kill = 0; kill < kills; kill++)
        {
            using var process = new LabelProcess([.. begin, .. IsBegun(session) ? ["--resume"] : Array.Empty<string>()]);
            // Some are killed while they start, the others some milliseconds after an answer was sent or stored.
            bool early = kill % 4 == 0;
            process.Answer(early ? 0 : 1 + generator.NextInt(3));
            process.Kill(early ? generator.NextInt(400) : generator.NextInt(30));
            stored.AddRange(process.Stored);
            if (IsBegun(session))
            {
                // One may be stored that it had no time to speak of.
                string[] answers = [.. Answers(session)];
                Assert.InRange(answers.Length, stored.Count, stored.Count + 1);
                Assert.Equal(stored, answers[..stored.Count]);
                stored = [.. answers];
            }
            else
            {
                Assert.Empty(stored);
            }
        }
    }

    [Fact]
    public void Where_files_may_grow_no_further_a_session_ends_in_a_line_with_every_answer_that_was_stored()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        string data = WriteTable("data.csv", 600, row => row < 3);
        using var process = LabelProcess.WithFileLimit(72, "--session", At("session"), "--data", data, "--strategy", "random");
        process.Answer(int.MaxValue);
        (int code, string error) = process.End();
        Assert.Equal(1, code);
        string line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => !line.StartsWith("note: ", StringComparison.Ordinal));
        Assert.StartsWith($"rlquery: session: {At("session")}: ", line, StringComparison.Ordinal);
        Assert.EndsWith("the last answer was not stored, all before it are", line, StringComparison.Ordinal);
        Assert.InRange(process.Stored.Count, 10, 596);
        Assert.Equal(process.Stored, Answers("session"));
    }

    [Fact]
    public void Two_processes_on_one_session_are_kept_apart_until_the_first_is_gone()
    {
        string data = WriteTable("data.csv", 30, row => row < 3);
        using var first = new LabelProcess("--session", At("session"), "--data", data);
        first.Answer(1);
        string refusal = $"session: {At("session")} is in use by process {first.Id}; let it end, or stop it first";
        CommandRun.Of("label", "--session", At("session"), "--resume").IsRefusedWith(refusal);
        CommandRun.Of("session", "export", At("session"), "--out", At("out.csv")).IsRefusedWith(refusal);
        first.Answer(4);
        first.Kill(0);
        Assert.Equal(0, CommandRun.Of("session", "export", At("session"), "--out", At("out.csv")).ExitCode);
    }

    [Fact]
    public void Killed_during_an_import_a_session_holds_all_of_the_file_or_nothing()
    {
        const int Rows = 4000;
        string data = WriteTable("data.csv", Rows, row => row < 3);
        CommandRun.WithInput(["label", "--session", At("session"), "--data", data], new StringReader("no\n"));
        string lines = Write(
            "labels.jsonl", string.Join('\n', Enumerable.Range(3, Rows - 3).Select(row => $$"""{"rlquery_row":{{row}},"label":"yes","annotator":"ann"}""")));
        int before = Events("session").Count;
        var generator = new Pcg64(23);
        var journal = new FileInfo(At("session", "session.db-journal"));
        int killed = 0;
        for (int i = 0; i < 6 && Events("session").Count == before; i++)
        {
            using var process = LabelProcess.OfImport(At("session"), lines);
            // In the middle of the transaction; every third at any moment.
            killed += i % 3 == 2 ? KillAfter(process, generator.NextInt(800)) : process.KillWhen(() => IsWritten(journal)) ? 1 : 0;
            Assert.True(Events("session").Count == before || Events("session").Count == before + 1 + Rows - 3, $"{Events("session").Count} events");
        }
        Assert.InRange(killed, 1, 6);
        CommandRun.Of("session", "import", At("session"), lines);
        Assert.Equal(before + 1 + Rows - 3, Events("session").Count);
    }

    private static int KillAfter(LabelProcess process, int milliseconds)
    {
        process.Kill(milliseconds);
        return 1;
    }

    private static bool IsWritten(FileInfo file)
    {
        file.Refresh();
        return file.Exists && file.Length > 0;
    }

    private bool IsBegun(string session)
    {
        try
        {
            return Events(session).Count >= 0;
        }
        catch (Core.InvalidInputException none) when (none.Message.Contains("holds no session", StringComparison.Ordinal))
        {
            return false;
        }
    }

    // As the command says them.
    private IEnumerable<string> Answers(string session) => Events(session).Where(happened => happened is RowLabelled or RowSkipped)
        .Select(happened => happened is RowLabelled(int row, string name) ? $"row {row} = {name}" : $"row {((RowSkipped)happened).Row} skipped");

    private IReadOnlyList<LabellingEvent> Events(string session)
    {
        using var file = SessionFile.Open(At(session));
        return file.Events;
    }
}
