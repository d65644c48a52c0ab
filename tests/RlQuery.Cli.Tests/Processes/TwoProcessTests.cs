using RlQuery.Core;
using RlQuery.Core.Numerics;

namespace RlQuery.Cli.Tests.Processes;

/// <summary>Two runs that are started together with one target: one has it, the other is told who.</summary>
/// <remarks><c>RLQUERY_PAIRS</c> sets the number of pairs, for a long run by hand.</remarks>
[Trait("Category", Trials.Category)]
public sealed class TwoProcessTests : TemporaryFolder
{
    private const int MostApart = 200;

    private static readonly int Pairs = Trials.Pairs;

    [Fact]
    public void Of_two_runs_with_one_target_one_writes_what_it_would_alone_and_the_other_is_told_who_does()
    {
        string data = WriteTable("data.csv", 60);
        string pool = WriteTable("pool.csv", 60, row => row < 20);
        string training = Write("train.json", """{"signals": ["margin"], "training": {"synthetic": ["moons"]}}""");
        // Long enough to overlap, and told apart by what they write.
        (string Verb, string Option, Func<int, string, string[]> Args)[] kinds =
        [
            ("evaluate", "out", (run, target) =>
            [
                "evaluate", WriteOnce(), "--data", data, "--strategy", "random", "--strategy", "margin", "--seeds", $"{100 * run}-{(100 * run) + 3}",
                "--out", target,
            ]),
            ("train", "out", (run, target) => ["train", training, "--agent", "dqn", "--steps", "200", "--seed", $"{run + 1}", "--out", target]),
            ("label", "session", (run, target) => ["label", "--data", pool, "--strategy", "random", "--seed", $"{run}", "--session", target]),
        ];
        var alone = new Dictionary<(int Kind, int Run), IReadOnlyList<(string Name, string Bytes)>>();
        var generator = new Pcg64(31);
        int refused = 0;
        for (int pair = 0; pair < Pairs; pair++)
        {
            int kind = pair % kinds.Length;
            string target = At($"pair-{pair}", "out");
            using var first = new CommandProcess(kinds[kind].Args(0, target));
            Thread.Sleep(generator.NextInt(MostApart));
            using var second = new CommandProcess(kinds[kind].Args(1, target));
            CommandRun[] ended = [first.End(), second.End()];
            int winner = Assert.Single(Enumerable.Range(0, 2), run => ended[run].ExitCode == 0);
            CommandRun loser = ended[1 - winner];
            Assert.Equal(2, loser.ExitCode);
            Assert.Empty(loser.Output);
            string line = Assert.Single(loser.ErrorLines);
            string held = $"{kinds[kind].Option}: {target} is in use by process {(winner == 0 ? first : second).Id}; let it end, or stop it first";
            refused += line == held ? 1 : 0;
            // One that began when the other had ended finds what that has written.
            string[] later = [held, "exists", "holds a session already"];
            Assert.True(later.Any(words => line.Contains(words, StringComparison.Ordinal)), line);
            Assert.Equal([target], Directory.GetFileSystemEntries(Path.GetDirectoryName(target)!));
            if (kinds[kind].Verb != "label")
            {
                if (!alone.TryGetValue((kind, winner), out IReadOnlyList<(string, string)>? expected))
                {
                    Assert.Equal(0, CommandRun.Of(kinds[kind].Args(winner, At($"alone-{kind}-{winner}", "out"))).ExitCode);
                    alone[(kind, winner)] = expected = Content(At($"alone-{kind}-{winner}", "out"));
                }
                Assert.Equal(expected, Content(target));
            }
        }
        Assert.InRange(refused, Pairs / 2, Pairs);
    }

    [Fact]
    public void So_are_verbs_that_end_at_once()
    {
        string data = WriteTable("data.csv", 60);
        string[] evaluate = ["evaluate", WriteEnvironment(), "--data", data, "--strategy", "random", "--strategy", "margin", "--seeds", "0-1", "--out"];
        foreach (int shard in (int[])[1, 2])
        {
            Assert.Equal(0, CommandRun.Of([.. evaluate, At($"shard-{shard}"), "--shard", $"{shard}/2"]).ExitCode);
        }
        (string Name, string[] Verb)[] kinds =
        [
            ("merged", ["merge", At("shard-1"), At("shard-2"), "--out"]),
            ("data.schema.json", ["schema", "--data", data, "--out"]),
            ("policy.onnx", ["export", "--policy", WritePolicy("policy"), "--out"]),
        ];
        foreach ((string name, string[] verb) in kinds)
        {
            string alone = At("alone", name);
            Assert.Equal(0, CommandRun.Of([.. verb, alone]).ExitCode);
            string held = At("held", name);
            using (OutputLock.Take(held))
            {
                using var refused = new CommandProcess([.. verb, held]);
                CommandRun run = refused.End();
                string line = $"out: {held} is in use by process {Environment.ProcessId}; let it end, or stop it first";
                Assert.Equal((2, line), (run.ExitCode, Assert.Single(run.ErrorLines)));
            }
            for (int pair = 0; pair < Math.Max(1, Pairs / 20); pair++)
            {
                string target = At($"{name}-{pair}", name);
                using var first = new CommandProcess([.. verb, target]);
                using var second = new CommandProcess([.. verb, target]);
                CommandRun[] ended = [first.End(), second.End()];
                int winner = Assert.Single(Enumerable.Range(0, 2), run => ended[run].ExitCode == 0);
                string line = Assert.Single(ended[1 - winner].ErrorLines);
                Assert.Equal(2, ended[1 - winner].ExitCode);
                Assert.True(line.Contains("is in use by process", StringComparison.Ordinal) || line.Contains("exists", StringComparison.Ordinal), line);
                Assert.Equal([target], Directory.GetFileSystemEntries(Path.GetDirectoryName(target)!));
                Assert.Equal(Bytes(alone), Bytes(target));
            }
        }

        static IReadOnlyList<(string, string)> Bytes(string path) =>
            Directory.Exists(path) ? Content(path) : [("", Convert.ToHexString(File.ReadAllBytes(path)))];
    }

    [Fact]
    public void What_a_killed_run_held_is_free_and_its_litter_goes_with_the_next_run()
    {
        string[] args =
        [
            "train", Write("env.json", """{"signals": ["margin"], "training": {"synthetic": ["moons"]}}"""), "--agent", "dqn", "--out", At("runs", "out"),
        ];
        using (var process = new CommandProcess([.. args, "--minutes", "5"]))
        {
            Assert.True(process.WaitFor(() => File.Exists(At("runs", ".out.rlquery-pid")) && File.Exists(At("runs", "out", "checkpoint.bin"))));
            process.Kill();
        }
        Assert.True(File.Exists(At("runs", ".out.rlquery-lock")));
        Assert.Equal(0, CommandRun.Of([.. args, "--steps", "40", "--resume"]).ExitCode);
        Assert.Equal([At("runs", "out")], Directory.GetFileSystemEntries(At("runs")));
        Assert.DoesNotContain(Directory.GetFiles(At("runs", "out")), file => Path.GetFileName(file).StartsWith('.'));
    }

    [Fact]
    public void A_training_whose_terminal_is_closed_is_saved_and_goes_on_to_the_same_bytes()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        string training = Write("env.json", """
            {
              "signals": ["margin"], "training": { "synthetic": ["moons"] },
              "agents": { "dqn": { "problemsPerRound": 2, "episodesPerProblem": 4, "validateEvery": 0 } }
            }
            """);
        string[] args = ["train", training, "--agent", "dqn", "--steps", "30000", "--out"];
        using var process = new CommandProcess([.. args, At("cut", "out")]);
        Assert.True(process.WaitFor(() => File.Exists(At("cut", "out", "events.out.tfevents.rlquery"))));
        process.Signal("HUP");
        CommandRun cut = process.End();
        Assert.Equal(130, cut.ExitCode);
        Assert.Contains($"training is saved in {At("cut", "out")}; the same command with --resume goes on", cut.ErrorLines);
        CommandRun resumed = CommandRun.Of([.. args, At("cut", "out"), "--resume"]);
        Assert.Equal(0, resumed.ExitCode);
        Assert.StartsWith("resuming at step ", resumed.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of([.. args, At("whole", "out")]).ExitCode);
        Assert.Equal(Content(At("whole")), Content(At("cut")));
    }

    private string WriteOnce() => File.Exists(At("env.json")) ? At("env.json") : WriteEnvironment();
}
