namespace RlQuery.Cli.Tests.Verbs;

/// <summary>What the command adds to training, which is tested where it is done.</summary>
public sealed class TrainVerbTests : TemporaryFolder
{
    private string TrainingEnvironment => Write("env.json", """{"signals": ["margin"], "training": {"synthetic": ["moons"]}}""");

    [Fact]
    public void Training_ends_in_a_policy_that_resuming_leaves_alone()
    {
        string[] args = ["train", TrainingEnvironment, "--agent", "dqn", "--steps", "40", "--out", At("out")];
        Assert.Equal(0, CommandRun.Of(args).ExitCode);
        IReadOnlyList<(string Name, string Bytes)> trained = Content(At("out"));
        Assert.Equal(
            [
                "CARD.md", "checkpoint.bin", "events.out.tfevents.rlquery", "policy.json", "policy.safetensors", "range.json", "reward.png", "reward.svg",
                "training.csv",
            ],
            trained.Select(file => file.Name));
        CommandRun again = CommandRun.Of([.. args, "--resume"]);
        Assert.Equal(0, again.ExitCode);
        Assert.StartsWith("resuming at step ", again.ErrorLines[0], StringComparison.Ordinal);
        Assert.EndsWith("nothing to do)", Assert.Single(again.OutputLines), StringComparison.Ordinal);
        Assert.Equal(trained, Content(At("out")));
    }

    [Fact]
    public void Each_of_several_seeds_is_trained_as_it_is_alone_and_all_are_drawn_together()
    {
        string[] args = ["train", TrainingEnvironment, "--agent", "imitation", "--steps", "40"];
        CommandRun run = CommandRun.Of([.. args, "--seeds", "2-3", "--out", At("both")]);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal($"reward curves of all seeds: {At("both")}", run.OutputLines[^1]);
        Assert.Equal(["reward-seeds.png", "reward-seeds.svg"], Directory.GetFiles(At("both")).Select(Path.GetFileName).Order());
        Assert.Equal(0, CommandRun.Of([.. args, "--seed", "3", "--out", At("alone", "seed-3")]).ExitCode);
        Assert.Equal(Content(At("alone")).Select(file => file.Bytes), Content(At("both", "seed-3")).Select(file => file.Bytes));
        Assert.NotEqual(File.ReadAllBytes(At("both", "seed-2", "policy.safetensors")), File.ReadAllBytes(At("both", "seed-3", "policy.safetensors")));
        Assert.Equal(0, CommandRun.Of([.. args, "--seeds", "2-4", "--resume", "--out", At("both")]).ExitCode);
        Assert.True(File.Exists(At("both", "seed-4", "policy.json")));
    }

    [Fact]
    public void Wall_times_change_the_file_of_events_and_nothing_else()
    {
        string[] args = ["train", TrainingEnvironment, "--agent", "dqn", "--steps", "40"];
        Assert.Equal(0, CommandRun.Of([.. args, "--out", At("a", "policy")]).ExitCode);
        Assert.Equal(0, CommandRun.Of([.. args, "--wall-times", "--out", At("b", "policy")]).ExitCode);
        IReadOnlyList<(string Name, string Bytes)> timed = Content(At("b"));
        Assert.Equal(
            [Path.Combine("policy", "events.out.tfevents.rlquery")],
            Content(At("a")).Zip(timed).Where(pair => pair.First.Bytes != pair.Second.Bytes).Select(pair => pair.First.Name));
    }

    [Fact]
    public void A_run_shorter_than_an_episode_says_so_and_others_end_within_their_steps()
    {
        string[] args = ["train", TrainingEnvironment, "--agent"];
        CommandRun least = CommandRun.Of([.. args, "dqn", "--steps", "1", "--out", At("least")]);
        Assert.Equal(0, least.ExitCode);
        Assert.Contains(least.ErrorLines, line => line.StartsWith("note: --steps 1 is less than a single episode takes", StringComparison.Ordinal));
        foreach (string agent in (string[])["dqn", "policy-gradient", "imitation", "evolution"])
        {
            CommandRun run = CommandRun.Of([.. args, agent, "--steps", "700", "--out", At(agent)]);
            Assert.True(run.ExitCode == 0, run.Error);
            Assert.DoesNotContain("note: --steps", run.Error, StringComparison.Ordinal);
            string last = File.ReadLines(At(agent, "training.csv")).Last();
            Assert.InRange(int.Parse(last.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture), 1, 700);
        }
    }

    [Fact]
    public void Several_seeds_need_a_folder() =>
        CommandRun.Of("train", TrainingEnvironment, "--agent", "dqn", "--seeds", "1-2", "--out", Write("file", "mine")).IsRefusedWith(
            $"out: {At("file")} is a file; name a folder");

    [Theory]
    [InlineData("--seed", "1", "seed: not together with --seeds; give one of them")]
    [InlineData("--seeds", "3-2", "seeds: '3-2' is not allowed; use a range such as 0-149, or seeds such as 0,3,10-19, each 0..2147483647")]
    public void Seeds_that_cannot_be_are_refused(string option, string value, string fault)
    {
        string[] seeds = option == "--seed" ? ["--seeds", "1-2"] : [];
        CommandRun run = CommandRun.Of(["train", TrainingEnvironment, "--agent", "dqn", .. seeds, option, value, "--out", At("out")]);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(fault, Assert.Single(run.ErrorLines));
        Assert.False(Directory.Exists(At("out")));
    }

    [Fact]
    public void A_run_killed_before_its_first_checkpoint_starts_over()
    {
        string left = Core.TemporaryName.Beside(At("out", "checkpoint.bin"));
        Write(Path.GetRelativePath(Folder, left), "half");
        Write("out/events.out.tfevents.rlquery", "half");
        CommandRun run = Train("--resume");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal($"{At("out")} holds no checkpoint: starting over", run.ErrorLines[0]);
        Assert.False(File.Exists(left));
    }

    [Fact]
    public void Force_trains_anew()
    {
        Write("out/policy.json", "{}");
        Write("out/notes.txt", "mine");
        Assert.Equal(0, Train("--force").ExitCode);
        Assert.NotEqual("{}", File.ReadAllText(At("out", "policy.json")));
        Assert.Equal("mine", File.ReadAllText(At("out", "notes.txt")));
    }

    [Fact]
    public void Ctrl_C_before_the_first_step_leaves_what_resumes_to_the_same_bytes_and_exits_with_130()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        string[] args = ["train", TrainingEnvironment, "--agent", "dqn", "--steps", "40", "--out"];
        CommandRun run = CommandRun.Of(source.Token, [.. args, At("cut", "out")]);
        Assert.Equal(130, run.ExitCode);
        Assert.Equal([$"training is saved in {At("cut", "out")}; the same command with --resume goes on", "rlquery: interrupted"], run.ErrorLines);
        CommandRun resumed = CommandRun.Of([.. args, At("cut", "out"), "--resume"]);
        Assert.Equal(0, resumed.ExitCode);
        Assert.StartsWith("resuming at step ", resumed.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of([.. args, At("whole", "out")]).ExitCode);
        Assert.Equal(Content(At("whole")), Content(At("cut")));
    }

    [Fact]
    public void All_faults_are_told_at_once_and_nothing_is_written()
    {
        Write("out/policy.json", "{}");
        CommandRun.Of(
            "train", TrainingEnvironment, "--agent", "dnq", "--seed", "x", "--steps", "0", "--minutes", "-1", "--jobs", "0", "--device", "tpu", "--out",
            At("out")).IsRefusedWith(
            "agent: 'dnq' is unknown; did you mean 'dqn'?",
            "seed: x is not allowed; use 0..2147483647",
            "steps: 0 is not allowed; use 1..1000000000",
            "minutes: -1 is not allowed; use more than 0, at most 100000",
            "steps: not together with --minutes; give one of them",
            "jobs: 0 is not allowed; use 1..1024",
            "device: 'tpu' is not allowed; use cpu or cuda",
            $"out: {At("out")} exists; name a new folder, go on with --resume, or replace it with --force");
        Assert.Equal([At("out", "policy.json")], Directory.GetFiles(At("out")));
    }

    [Fact]
    public void Without_a_length_training_begins_and_is_long()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        CommandRun run = CommandRun.Of(source.Token, "train", TrainingEnvironment, "--agent", "dqn", "--out", At("out"));
        Assert.Equal(130, run.ExitCode);
        Assert.Contains("--steps", CommandRun.Of("train", "--help").Output, StringComparison.Ordinal);
        Assert.Contains("Default: 100000.", CommandRun.Of("train", "--help").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_of_threads_changes_no_file()
    {
        foreach (string jobs in (string[])["1", "3"])
        {
            // One name, since policy.json tells it.
            Assert.Equal(
                0, CommandRun.Of("train", TrainingEnvironment, "--agent", "imitation", "--steps", "100", "--jobs", jobs, "--out", At(jobs, "out")).ExitCode);
        }
        Assert.Equal(Content(At("1", "out")), Content(At("3", "out")));
    }

    [Fact]
    public void A_place_where_nothing_can_be_written_is_refused_before_training()
    {
        Write("file", "kept");
        CommandRun run = CommandRun.Of("train", TrainingEnvironment, "--agent", "dqn", "--steps", "10", "--out", At("file", "policy"));
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"out: {At("file", "policy")} cannot be written: ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--resume")]
    [InlineData("--force")]
    public void A_folder_of_something_else_is_neither_resumed_nor_replaced(string option)
    {
        Write("out/thesis.txt", "years of work");
        Train(option.Split(' ', StringSplitOptions.RemoveEmptyEntries)).IsRefusedWith($"out: {At("out")} exists and holds no policy; name a new folder");
        Assert.True(File.Exists(At("out", "thesis.txt")));
    }

    [Fact]
    public void A_policy_without_its_checkpoint_is_not_trained_over()
    {
        Write("out/policy.json", "{}");
        Train("--resume").IsRefusedWith(
            $"out: {At("out")} holds a policy without the checkpoint of its training; name a new folder, or replace it with --force");
    }

    [Fact]
    public void Resume_and_force_exclude_each_other() =>
        Train("--resume", "--force").IsRefusedWith("resume: not together with --force; --resume goes on and --force starts over");

    [Fact]
    public void An_environment_without_training_data_is_refused() =>
        CommandRun.Of("train", WriteEnvironment(), "--agent", "dqn", "--steps", "10", "--out", At("out")).IsRefusedWith(
            "env: training names no data; give training.data or training.synthetic");

    [Fact]
    public void A_missing_environment_is_refused() =>
        CommandRun.Of("train", At("none.json"), "--agent", "dqn", "--steps", "10", "--out", At("out")).IsRefusedWith(
            $"{At("none.json")}: no such file");

    private CommandRun Train(params string[] args) =>
        CommandRun.Of(["train", TrainingEnvironment, "--agent", "dqn", "--steps", "10", "--out", At("out"), .. args]);
}
