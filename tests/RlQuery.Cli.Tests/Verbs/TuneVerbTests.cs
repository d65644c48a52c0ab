using System.Text.Json;
using RlQuery.Studies.Tuning;

namespace RlQuery.Cli.Tests.Verbs;

public sealed class TuneVerbTests : TemporaryFolder
{
    private static readonly string[] Names = ["learningRate", "hidden"];

    [Fact]
    public void A_tuning_that_is_stopped_and_goes_on_with_other_threads_ends_in_the_bytes_of_one_that_was_not()
    {
        string environment = WriteTunable();
        CommandRun whole = CommandRun.Of(Tune(environment, "whole", "--jobs", "1"));
        Assert.Equal(0, whole.ExitCode);

        string[] cut = Tune(environment, "cut", "--jobs", "3");
        CommandRun stopped = InterruptedRun.Of("tune: 50 %", cut);
        Assert.Equal(130, stopped.ExitCode);
        Assert.Contains($"what was tried is kept in {At("cut")}; the same command with --resume goes on", stopped.ErrorLines);
        int kept = TrialsFile.Read(At("cut", TrialsFile.Name), Names).Count;
        Assert.InRange(kept, 1, 6);
        // As a kill leaves it: a trial is trained but not yet scored.
        File.WriteAllLines(At("cut", TrialsFile.Name), File.ReadAllLines(At("cut", TrialsFile.Name))[..^1]);
        CommandRun resumed = CommandRun.Of([.. cut, "--resume"]);
        Assert.Equal(0, resumed.ExitCode);
        Assert.Contains($"resuming with {kept - 1} of 7 scores", resumed.ErrorLines);
        Assert.Equal(Content(At("whole")), Content(At("cut")));
        Assert.Equal(whole.Output.Replace(At("whole"), At("cut"), StringComparison.Ordinal), resumed.Output);

        IReadOnlyList<(string Name, string Bytes)> done = Content(At("cut"));
        Assert.Equal(0, CommandRun.Of([.. cut, "--resume"]).ExitCode);
        Assert.Equal(done, Content(At("cut")));
        CommandRun.Of([.. cut.Select(arg => arg == "120" ? "90" : arg), "--resume"]).IsRefusedWith(
            $"{At("cut", "tune.json")}: steps was 120 and is 90 now; resume with what the run began with, or name a new folder",
            $"{At("cut", "tune.json")}: rungs were others; resume with what the run began with, or name a new folder");
    }

    [Fact]
    public void The_factor_in_its_old_spelling_does_the_same()
    {
        string[] args = Tune(WriteTunable(), "new");
        Assert.Equal(0, CommandRun.Of(args).ExitCode);
        CommandRun old = CommandRun.Of([.. args.Select(arg => arg == "--factor" ? "--eta" : arg == At("new") ? At("old") : arg)]);
        Assert.Equal((0, "warning: --eta is now --factor"), (old.ExitCode, old.ErrorLines[0]));
        Assert.Equal(Content(At("new")), Content(At("old")));
    }

    [Fact]
    public void The_best_trial_is_the_one_with_the_best_last_score_and_training_with_its_settings_gives_its_policy()
    {
        Assert.Equal(0, CommandRun.Of(Tune(WriteTunable(), "out", "--seed", "4")).ExitCode);
        IReadOnlyList<TrialRow> rows = TrialsFile.Read(At("out", TrialsFile.Name), Names);
        Assert.Equal([4, 2, 1], rows.GroupBy(row => row.Rung).OrderBy(rung => rung.Key).Select(rung => rung.Count()));
        foreach (int rung in (int[])[1, 2])
        {
            int[] left = [.. rows.Where(row => row.Rung == rung + 1).Select(row => row.Trial)];
            double worst = rows.Where(row => row.Rung == rung && left.Contains(row.Trial)).Min(row => row.Score);
            Assert.All(rows.Where(row => row.Rung == rung && !left.Contains(row.Trial)), row => Assert.True(row.Score <= worst));
        }
        TrialRow best = rows.Single(row => row.Rung == 3);
        Assert.Equal(
            [At("out", "trials", $"trial-{best.Trial}", "checkpoint.bin")], Directory.GetFiles(At("out"), "checkpoint.bin", SearchOption.AllDirectories));

        using var file = JsonDocument.Parse(File.ReadAllText(At("out", "best.json")));
        JsonElement settings = file.RootElement.GetProperty("agents").GetProperty("imitation");
        Assert.Equal(
            best.Settings, Names.Select(
                name => settings.GetProperty(name).GetRawText().Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)));
        Assert.Equal(3, settings.GetProperty("statesPerRound").GetInt32());
        CommandRun train = CommandRun.Of("train", At("out", "best.json"), "--agent", "imitation", "--steps", "120", "--seed", "4", "--out", At("trained"));
        Assert.Equal(0, train.ExitCode);
        Assert.Equal(
            File.ReadAllBytes(At("out", "trials", $"trial-{best.Trial}", "policy.safetensors")), File.ReadAllBytes(At("trained", "policy.safetensors")));
    }

    [Fact]
    public void Settings_that_are_not_allowed_together_are_named_with_the_trial_that_would_have_them()
    {
        string environment = WriteTunable("""{ "dqn": { "replayCapacity": { "choice": [100] } } }""");
        CommandRun.Of("tune", environment, "--agent", "dqn", "--trials", "2", "--steps", "9", "--out", At("out")).IsRefusedWith(
            "tune.dqn: trial 2 would have agents.dqn.learningStarts: 2000 is not allowed; use 1..100");
        Assert.False(Directory.Exists(At("out")));
    }

    [Fact]
    public void All_faults_are_told_at_once_and_nothing_is_written()
    {
        Write("out/thesis.txt", "mine");
        string environment = Write("env.json", """
            {
              "signals": ["margin"], "training": {"synthetic": ["moons"]},
              "tune": {"imitation": {"members": {"uniform": [1, 17]}, "hiden": {"choice": [[8]]}}}
            }
            """);
        CommandRun run = CommandRun.Of(
            "tune", environment, "--agent", "imitation", "--trials", "0", "--steps", "x", "--factor", "1", "--repeats", "0", "--seed", "-1", "--jobs", "0",
            "--out", At("out"));
        run.IsRefusedWith(
            "steps: x is not allowed; use 1..1000000000",
            "tune.imitation.members: 17 is not allowed; use 1..16",
            "tune.imitation: 'hiden' is unknown; did you mean 'hidden'?",
            $"{environment}: names no validation sets, on which trials are compared",
            "trials: 0 is not allowed; use 1..10000",
            "factor: 1 is not allowed; use 2..100",
            "repeats: 0 is not allowed; use 1..10000",
            "seed: -1 is not allowed; use 0..2147483647",
            "jobs: 0 is not allowed; use 1..1024",
            $"out: {At("out")} exists and holds no tuning; name a new folder");
        Assert.Equal([At("out", "thesis.txt")], Directory.GetFiles(At("out")));
    }

    [Fact]
    public void A_tuning_that_was_begun_is_neither_replaced_nor_joined_unasked()
    {
        Write("out/tune.json", "{}");
        CommandRun.Of(Tune(WriteTunable(), "out")).IsRefusedWith($"out: {At("out")} exists; name a new folder, or go on with --resume");
        Write("out/tune.json", "half");
        CommandRun.Of([.. Tune(WriteTunable(), "out"), "--resume"]).IsRefusedWith($"{At("out", "tune.json")}: damaged; name a new folder");
    }

    [Fact]
    public void Rungs_that_are_shorter_than_an_episode_are_told_of()
    {
        CommandRun run = CommandRun.Of("tune", WriteTunable(), "--agent", "imitation", "--trials", "3", "--steps", "3", "--repeats", "1", "--out", At("out"));
        Assert.Contains(
            run.ErrorLines,
            line => line.StartsWith("note: rung 1 ends at step 1, but an episode of training is never cut, and trial ", StringComparison.Ordinal));
    }

    private string[] Tune(string environment, string name, params string[] args) =>
        ["tune", environment, "--agent", "imitation", "--trials", "4", "--factor", "2", "--steps", "120", "--repeats", "2", .. args, "--out", At(name)];

    private string WriteTunable(string tune = """{ "imitation": { "learningRate": { "log": [0.0001, 0.1] }, "hidden": { "choice": [[4], [6, 4]] } } }""")
    {
        WriteTable("table.csv", 40);
        return Write("env.json", $$"""
            {
              "training": { "synthetic": ["moons"] }, "validation": ["table.csv"], "split": { "poolCap": 30 }, "budget": 4, "signals": ["margin", "density"],
              "agents": {
                "imitation": {
                  "statesPerRound": 3, "candidates": 3, "rolloutSteps": 1, "capacity": 16, "batchSize": 4, "updatesPerRound": 2, "validateEvery": 2,
                  "validationRepeats": 2
                }
              },
              "tune": {{tune}}
            }
            """);
    }
}
