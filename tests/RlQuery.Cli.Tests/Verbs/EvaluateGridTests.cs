using RlQuery.Cli.Tests.Processes;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Strategies;
using RlQuery.MicrosoftML;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Evaluation;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Results;

namespace RlQuery.Cli.Tests.Verbs;

public sealed class EvaluateGridTests : TemporaryFolder
{
    private static readonly string[] Learners = ["--learner", "logistic-regression", "--learner", "random-forest"];

    [Fact]
    [Trait("Category", Trials.Category)]
    public void A_run_that_is_killed_again_and_again_ends_in_the_bytes_of_one_that_was_not()
    {
        const int Episodes = 200;
        var generator = new Pcg64(41);
        int left = Trials.Kills(share: 1, few: 3);
        for (int round = 0; left > 0; round++)
        {
            string name = $"killed-{round}";
            string seeds = $"{25 * round}-{(25 * round) + 24}";
            string[] args = Grid(name, "--seeds", seeds, "--jobs", "2", "--resume");
            int kept = 0;
            for (int kill = 0; kill < 4 && left > 0; kill++, left--)
            {
                // While it starts; twice after some episodes more; and when it has played all and writes its files.
                using var process = new CommandProcess(args);
                int goal = kill switch { 0 => 0, 3 => Episodes, _ => Math.Min(Episodes, kept + 1 + generator.NextInt(60)) };
                process.WaitFor(() => Lines(name) > goal);
                Thread.Sleep(goal is 0 or Episodes ? generator.NextInt(goal == 0 ? 700 : 300) : 0);
                process.Kill();
                int now = Lines(name) == 0 ? 0 : JournalContent.Read(At(name, EpisodeJournal.Name), Known.Parts).Outcomes.Count;
                // The journal goes when the files have come.
                Assert.True(now >= kept || File.Exists(At(name, "report.html")), $"{now} episodes of {kept} are left");
                kept = now;
            }
            CommandRun rest = CommandRun.Of(args);
            Assert.True(rest.ExitCode == 0, rest.Error);
            string whole = $"whole-{round}";
            CommandRun undisturbed = CommandRun.Of(Grid(whole, "--seeds", seeds, "--jobs", "1"));
            Assert.Equal(Content(At(whole)), Content(At(name)));
            Assert.Equal(undisturbed.Output.Replace(At(whole), At(name), StringComparison.Ordinal), rest.Output);
        }
    }

    [Fact]
    public void Several_learners_have_a_folder_each_as_if_alone_and_common_tables()
    {
        CommandRun run = CommandRun.Of(Grid("grid", "--seeds", "0-1"));
        Assert.Equal(0, run.ExitCode);
        foreach (string learner in (string[])["logistic-regression", "random-forest"])
        {
            Evaluate(learner, "--learner", learner, "--seeds", "0-1");
            Assert.Equal(Content(At(learner)), Content(At("grid", learner)));
            Assert.Contains($"learner {learner}", run.OutputLines);
        }
        Assert.Equal(
            [
                "comparisons.csv", "deficiency.csv", "differences.csv", "gains.png", "gains.svg", "labels-saved.csv", "manifest.json", "report.html",
                "summary.csv", "verdicts.csv", "win-tie-loss.csv",
            ],
            Directory.GetFiles(At("grid")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        string[] summary = File.ReadAllLines(At("grid", "summary.csv"));
        Assert.StartsWith("learner,data,strategy,", summary[0], StringComparison.Ordinal);
        Assert.Equal(
            File.ReadLines(At("logistic-regression", "summary.csv")).Skip(1).Select(line => $"logistic-regression,{line}"), summary[1..5]);
        Assert.Equal(1 + (2 * 2 * 2), summary.Length);
        IReadOnlyList<(string Name, string Bytes)> drawn = Content(At("grid"));
        File.Delete(At("grid", "random-forest", "learning-curves.svg"));
        CommandRun plot = CommandRun.Of("plot", At("grid"));
        Assert.Contains(At("grid", "random-forest", "learning-curves.svg"), plot.OutputLines);
        Assert.Equal(drawn, Content(At("grid")));
    }

    [Fact]
    public void A_run_that_was_killed_while_it_wrote_its_files_writes_them_again()
    {
        CommandRun.Of(Grid("whole", "--seeds", "0-1"));
        Stop("cut", whole: true, "--seeds", "0-1");
        // As a kill leaves it: some files are in place, others are not.
        File.Copy(At("whole", "summary.csv"), At("cut", "summary.csv"));
        Directory.CreateDirectory(At("cut", "random-forest"));
        File.Copy(At("whole", "random-forest", "manifest.json"), At("cut", "random-forest", "manifest.json"));
        Write("cut.tmp/random-forest/episodes.csv", "a user's own");
        string staged = FolderUpdate.Stage(At("cut"), Core.FileModes.Any);
        File.WriteAllText(Path.Combine(staged, "episodes.csv"), "half");
        Assert.Equal(0, CommandRun.Of(Grid("cut", "--seeds", "0-1", "--resume")).ExitCode);
        Assert.Equal(Content(At("whole")), Content(At("cut")));
        Assert.False(Directory.Exists(staged));
        Assert.Equal("a user's own", File.ReadAllText(At("cut.tmp", "random-forest", "episodes.csv")));
    }

    [Fact]
    public void Shards_merged_are_the_whole_to_the_byte_and_nothing_else_is_merged()
    {
        CommandRun whole = CommandRun.Of(Grid("whole", "--seeds", "0-2", "--controls", "--policy", WritePolicy("mine")));
        string[] shards = [At("s1"), At("s2"), At("s3")];
        for (int part = 1; part <= 3; part++)
        {
            CommandRun run = CommandRun.Of(Grid($"s{part}", "--seeds", "0-2", "--controls", "--policy", At("mine"), "--shard", $"{part}/3"));
            Assert.Equal(0, run.ExitCode);
            Assert.Equal([EpisodeJournal.Name], Directory.GetFileSystemEntries(At($"s{part}")).Select(Path.GetFileName));
        }
        CommandRun.Of("merge", shards[2], shards[0], "--out", At("merged")).IsRefusedWith("shards are missing: 2/3");
        CommandRun.Of("merge", shards[2], At("mine"), "--out", At("merged")).IsRefusedWith($"{At("mine")}: holds no shard");
        CommandRun merged = CommandRun.Of("merge", shards[2], shards[0], shards[1], "--out", At("merged"));
        Assert.Equal(0, merged.ExitCode);
        Assert.Equal(Content(At("whole")), Content(At("merged")));
        Assert.Equal(whole.Output.Replace(At("whole"), At("merged"), StringComparison.Ordinal), merged.Output);
    }

    [Theory]
    [InlineData("2/1")]
    [InlineData("0/4")]
    [InlineData("1/1")]
    [InlineData("three/4")]
    [InlineData("3")]
    public void A_shard_that_is_none_is_refused(string shard) => CommandRun.Of(Grid("out", "--shard", shard)).IsRefusedWith(
        $"shard: {shard} is not allowed; use K/N such as 3/16, N in 2..10000 and K in 1..N");

    [Fact]
    public void A_run_that_goes_on_otherwise_is_refused_with_what_differs()
    {
        string policy = WritePolicy("mine");
        Stop("out", whole: false, "--seeds", "0-1", "--policy", policy);
        byte[] journal = File.ReadAllBytes(At("out", EpisodeJournal.Name));
        Refuse("budget was 6 and is 5 now", "--seeds", "0-1", "--policy", policy, "--budget", "5");
        Refuse("repeats was 2 and is 3 now", "--seeds", "0-2", "--policy", policy);
        Refuse("strategies are without mine now", "--seeds", "0-1");
        Refuse("shard was none and is 1/2 now", "--seeds", "0-1", "--policy", policy, "--shard", "1/2");
        string document = File.ReadAllText(Path.Combine(policy, "policy.json"));
        File.WriteAllText(Path.Combine(policy, "policy.json"), document + "\n");
        CommandRun other = CommandRun.Of(Grid("out", "--seeds", "0-1", "--policy", policy, "--resume"));
        Assert.StartsWith($"{At("out")}: strategies 'mine' sha256 was ", Assert.Single(other.ErrorLines), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(policy, "policy.json"), document);
        File.AppendAllText(At("near.csv"), "1,2,yes\n");
        CommandRun longer = CommandRun.Of(
        [
            "evaluate", At("env.json"), .. Learners, "--data", At("near.csv"), "--data", At("far.csv"), "--strategy", "random", "--strategy", "margin",
            "--seeds", "0-1", "--policy", policy, "--resume", "--out", At("out"),
        ]);
        Assert.StartsWith(
            $"{At("out")}: data 'near' rows was 40 and is 41 now; data 'near' hash was ", Assert.Single(longer.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(journal, File.ReadAllBytes(At("out", EpisodeJournal.Name)));
        CommandRun.Of(Grid("out", "--seeds", "0-1")).IsRefusedWith(
            $"out: {At("out")} holds a run that can go on; use --resume, name a new folder, or remove it first");
    }

    [Fact]
    public void A_torn_journal_goes_on_and_a_foreign_one_is_refused()
    {
        CommandRun.Of(Grid("whole", "--seeds", "0-1"));
        Stop("out", whole: true, "--seeds", "0-1");
        using (FileStream journal = File.OpenWrite(At("out", EpisodeJournal.Name)))
        {
            journal.SetLength(journal.Length - 30);
        }
        CommandRun run = CommandRun.Of(Grid("out", "--seeds", "0-1", "--resume"));
        Assert.Contains($"note: {At("out", EpisodeJournal.Name)} has 1 damaged or torn line; what stood there is run again", run.ErrorLines);
        Assert.Equal(Content(At("whole")), Content(At("out")));
        Write($"foreign/{EpisodeJournal.Name}", "mine\n");
        CommandRun.Of(Grid("foreign", "--resume")).IsRefusedWith(
            $"{At("foreign", EpisodeJournal.Name)}: is not a journal of an evaluation, or its first line is damaged; name a new folder");
        Write("other/notes.txt", "mine\n");
        CommandRun.Of(Grid("other", "--resume")).IsRefusedWith($"out: {At("other")} exists and holds no evaluation; name a new folder");
    }

    [Fact]
    public void An_interrupted_run_says_how_to_go_on()
    {
        CommandRun.Of(Grid("whole", "--seeds", "0-4"));
        CommandRun run = InterruptedRun.Of("evaluate: 30 %", Grid("out", "--seeds", "0-4", "--jobs", "2"));
        Assert.Equal(130, run.ExitCode);
        Assert.Equal($"what was evaluated is kept in {At("out")}; the same command with --resume goes on", run.ErrorLines[^2]);
        Assert.InRange(JournalContent.Read(At("out", EpisodeJournal.Name), Known.Parts).Outcomes.Count, 12, 39);
        Assert.Equal(0, CommandRun.Of(Grid("out", "--seeds", "0-4", "--resume")).ExitCode);
        Assert.Equal(Content(At("whole")), Content(At("out")));
    }

    [Fact]
    public void A_finished_run_has_nothing_to_do()
    {
        CommandRun.Of(Grid("out", "--seeds", "0-1", "--resume"));
        IReadOnlyList<(string Name, string Bytes)> before = Content(At("out"));
        CommandRun again = CommandRun.Of(Grid("out", "--seeds", "0-1", "--resume"));
        Assert.Equal((0, $"{At("out")} is finished; nothing to do\n"), (again.ExitCode, again.Output));
        CommandRun.Of(Grid("out", "--seeds", "0-2", "--resume")).IsRefusedWith(
            $"{At("out")}: repeats was 2 and is 3 now; resume with what the run began with, or name a new folder");
        Assert.Equal(before, Content(At("out")));
    }

    [Fact]
    public void Failures_are_recorded_the_others_go_on_and_a_later_try_heals_them()
    {
        var learner = new FragileLearner { Breaks = true };
        CommandRun failed = Run("out", learner, 2);
        Assert.Equal(1, failed.ExitCode);
        Assert.Equal(
            $"4 of 8 episodes failed, and their pairs are left out: {At("out", "failures.csv")} says why; 'rlquery evaluate --resume' tries them again",
            failed.OutputLines[^1]);
        Assert.Equal(
            [
                "data,learner,strategy,seed,reason",
                .. from strategy in new[] { "random", "margin" } from seed in new[] { 0, 1 }
                    select $"near,fragile,{strategy},{seed},InvalidOperationException: broke down",
            ],
            File.ReadAllLines(At("out", "failures.csv")));
        Assert.Equal(["manifest.json", "report.html"], Directory.GetFiles(At("out", "fragile")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(3, File.ReadAllLines(At("out", "summary.csv")).Length);
        Assert.Contains(
            failed.ErrorLines, line => line.StartsWith("evaluate: 100 % (8 of 8 episodes, ", StringComparison.Ordinal) && line.EndsWith(
                "/s, 4 failed)", StringComparison.Ordinal));

        IReadOnlyList<(string Name, string Bytes)> before = Content(At("out"));
        Assert.Equal(1, Run("out", learner, 1).ExitCode);
        Assert.Equal(before, Content(At("out")));
        learner.Breaks = false;
        Assert.Equal(0, Run("out", learner, 1).ExitCode);
        Assert.Equal(0, Run("whole", learner, 1).ExitCode);
        Assert.Equal(Content(At("whole")), Content(At("out")));
    }

    private string[] Grid(string name, params string[] args) =>
    [
        "evaluate", WriteEnvironment(), "--out", At(name), .. Learners, "--data", WriteTable("near.csv", 40), "--data", WriteTable("far.csv", 30),
        "--strategy", "random", "--strategy", "margin", .. args,
    ];

    private void Evaluate(string name, params string[] args) => Assert.Equal(0, CommandRun.Of(
        [
            "evaluate", WriteEnvironment(), "--out", At(name), "--data", WriteTable("near.csv", 40), "--data", WriteTable("far.csv", 30),
            "--strategy", "random", "--strategy", "margin", .. args,
        ]).ExitCode);

    private void Refuse(string difference, params string[] args) => CommandRun.Of(Grid("out", [.. args, "--resume"])).IsRefusedWith(
        $"{At("out")}: {difference}; resume with what the run began with, or name a new folder");

    /// <summary>Leaves the journal of a run that was stopped: after some episodes, or after the last one, before any file was written.</summary>
    private void Stop(string name, bool whole, params string[] args)
    {
        CommandRun.Of(Grid(name + "-shards-1", [.. args, "--shard", "1/2"]));
        CommandRun.Of(Grid(name + "-shards-2", [.. args, "--shard", "2/2"]));
        JournalContent[] parts = [.. new[] { 1, 2 }.Select(part => JournalContent.Read(At($"{name}-shards-{part}", EpisodeJournal.Name), Known.Parts))];
        Directory.CreateDirectory(At(name));
        EpisodeJournal.Write(
            At(name, EpisodeJournal.Name), parts[0].Settings, Shard.Whole, parts.Take(whole ? 2 : 1).SelectMany(part => part.Outcomes.Values).Reverse());
    }

    // Those of a journal: one for the settings, and one for each episode.
    private int Lines(string name)
    {
        try
        {
            using FileStream journal = new(At(name, EpisodeJournal.Name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] bytes = new byte[journal.Length];
            return bytes.AsSpan(0, journal.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).Count((byte)'\n');
        }
        catch (IOException)
        {
            // Not yet, or no longer.
            return 0;
        }
    }

    private CommandRun Run(string name, FragileLearner learner, int jobs)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var environment = LoadedEnvironment.Read(WriteEnvironment(), Known.Parts, new MixedTableFeaturizer());
        var plan = new EvaluationPlan(
            [DatasetReader.Read(WriteTable("near.csv", 40))],
            [ComparedStrategy.Heuristic(Known.Parts.Find<IQueryStrategy>("random")), ComparedStrategy.Heuristic(Known.Parts.Find<IQueryStrategy>("margin"))],
            [new LogisticRegressionFactory(), learner], environment.Problem, new EpisodeOptions(4), 0, 2)
        {
            Parts = Known.Parts,
        };
        var terminal = new Terminal(output, error, false, false, CancellationToken.None);
        using var study = new EvaluationStudy(
            new EvaluationJob([environment], plan) { Jobs = jobs }, new EvaluationOptions { Environments = [], Out = At(name) },
            Core.OutputLock.Take(At(name)));
        int code = EvaluationPrinter.Print(study.Run(new ProgressDisplay(terminal)), terminal);
        return new CommandRun(code, output.ToString(), error.ToString());
    }

    private sealed class FragileLearner : ILearnerFactory
    {
        public string Name => "fragile";

        public string Description => "for tests";

        public bool Breaks { get; set; }

        public ILearner Create() => Breaks ? throw new InvalidOperationException("broke\ndown") : new LogisticRegressionFactory().Create();
    }
}
