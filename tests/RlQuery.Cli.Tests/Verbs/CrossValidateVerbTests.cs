using System.Text.Json.Nodes;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Policies;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Measures;

namespace RlQuery.Cli.Tests.Verbs;

public sealed class CrossValidateVerbTests : TemporaryFolder
{
    private static readonly string[] Names = ["a", "b", "c", "d", "e", "f", "g"];

    [Fact]
    public void No_policy_is_measured_on_what_it_has_seen_and_every_set_is_measured_once()
    {
        CommandRun run = Run("out");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [
                "aubc.csv", "comparisons.csv", "critical-difference.png", "critical-difference.svg", "deficiency.csv", "differences.csv", "differences.png",
                "differences.svg",
                "episodes.csv", "folds.json", "labels-saved.csv", "labels-saved.png", "labels-saved.svg", "learning-curves.png", "learning-curves.svg",
                "manifest.json", "pooled.csv", "report.html", "summary.csv",
                "verdicts.csv", "win-tie-loss.csv",
            ],
            Directory.GetFiles(At("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        string[][] held = [.. Enumerable.Range(1, 3).Select(Held)];
        Assert.Equal(Names, held.SelectMany(fold => fold).Order());
        for (int fold = 0; fold < 3; fold++)
        {
            Assert.Equal(
                held[fold], EpisodesFile.Read(At("out", $"fold-{fold + 1}", "episodes.csv"), Known.Parts).Select(episode => episode.Spec.Data).Distinct());
            // Trained on the third fold, then validated on the next one.
            PolicyDocument document = PolicyReader.ReadDocument(At("out", $"fold-{fold + 1}"));
            Assert.Equal([.. held[(fold + 2) % 3], .. held[(fold + 1) % 3]], document.Data.Select(set => set.Name));
            Assert.Equal(["moons"], document.Synthetic);
        }
        Assert.Equal(
            from data in Names
            from strategy in new[] { "random", "margin", "entropy", "dqn" }
            from seed in new[] { 0, 1 }
            select new EpisodeSpec(data, strategy, seed),
            EpisodesFile.Read(At("out", "episodes.csv"), Known.Parts).Select(episode => episode.Spec));
        Assert.Contains(run.OutputLines, line => line.StartsWith("over sets ", StringComparison.Ordinal));
        Assert.Contains(run.OutputLines, line => line.StartsWith("over origins ", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_set_of_another_fold_is_trained_on_where_training_never_validates()
    {
        Run("out", validateEvery: 0);
        for (int fold = 1; fold <= 3; fold++)
        {
            Assert.Equal(Names.Except(Held(fold)), PolicyReader.ReadDocument(At("out", $"fold-{fold}")).Data.Select(set => set.Name).Order());
            Assert.All(TrainingLog.Read(At("out", $"fold-{fold}", "training.csv")).Validation, score => Assert.Equal(double.NaN, score));
        }
    }

    [Fact]
    public void A_fold_is_measured_as_evaluate_measures_it()
    {
        Run("out", 1, "--fold", "2");
        string[] data = [.. Held(2).SelectMany(name => new[] { "--data", At($"{name}.csv") })];
        CommandRun.Of(["evaluate", At("env.json"), "--policy", At("out", "fold-2"), "--seeds", "0-1", "--out", At("evaluated"), .. data]);
        Assert.Equal(
            File.ReadAllText(At("evaluated", "episodes.csv")).Replace("fold-2", "dqn", StringComparison.Ordinal),
            File.ReadAllText(At("out", "fold-2", "episodes.csv")));
    }

    [Fact]
    public void Folds_in_any_order_and_a_run_that_was_stopped_end_in_the_bytes_of_one_that_was_not()
    {
        CommandRun whole = Run("whole");
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Equal(130, CommandRun.Of(source.Token, Arguments("parts", "--fold", "3")).ExitCode);
        CommandRun first = Run("parts", 1, "--fold", "3", "--resume");
        Assert.Equal("without folds 1, 2: to be trained and evaluated with --resume", first.OutputLines[^1]);
        CommandRun rest = Run("parts", 1, "--resume");
        Assert.Equal(Content(At("whole")), Content(At("parts")));
        Assert.Equal(Tables(whole, "whole"), Tables(rest, "parts"));
        Assert.Equal(2, rest.OutputLines.Count(line => line.Contains("(trained for ", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_trained_is_not_trained_again_even_where_its_checkpoint_is_gone()
    {
        Run("out");
        foreach (int fold in (int[])[1, 2, 3])
        {
            File.Delete(At("out", $"fold-{fold}", "checkpoint.bin"));
        }
        IReadOnlyList<(string Name, string Bytes)> before = Content(At("out"));
        File.Delete(At("out", "fold-2", "manifest.json"));
        CommandRun run = Run("out", 1, "--resume");
        Assert.DoesNotContain("trained for", run.Output, StringComparison.Ordinal);
        Assert.Contains(run.ErrorLines, line => line.StartsWith("evaluate: 100 % ", StringComparison.Ordinal));
        Assert.Equal(before, Content(At("out")));
    }

    [Fact]
    public void The_seeds_in_their_old_spelling_do_the_same()
    {
        string[] args = Arguments("new", "--fold", "1");
        Assert.Equal(0, CommandRun.Of(args).ExitCode);
        CommandRun old = CommandRun.Of(
            [.. args.Select(arg => arg switch { "--seeds" => "--repeats", "0-1" => "2", _ when arg == At("new") => At("old"), _ => arg })]);
        Assert.Equal((0, "warning: --repeats 2 is now --seeds 0-1"), (old.ExitCode, old.ErrorLines[0]));
        Assert.Equal(Content(At("new")), Content(At("old")));
    }

    [Fact]
    public void Ctrl_C_in_an_evaluation_says_how_to_go_on()
    {
        Run("out");
        IReadOnlyList<(string Name, string Bytes)> before = Content(At("out"));
        using var source = new CancellationTokenSource();
        source.Cancel();
        CommandRun run = CommandRun.Of(source.Token, Arguments("out", "--resume", "--seeds", "0-2"));
        Assert.Equal(130, run.ExitCode);
        Assert.Equal("fold 1 is trained but not evaluated; the same command with --resume goes on", run.ErrorLines[^2]);
        Assert.Equal(before, Content(At("out")));
    }

    [Fact]
    public void An_evaluation_that_was_stopped_goes_on_with_its_episodes_unless_it_is_another()
    {
        Run("out");
        Run("whole", 1, "--seeds", "0-8");
        CommandRun stopped = InterruptedRun.Of("evaluate: 50 %", Arguments("out", "--resume", "--seeds", "0-8"));
        Assert.Equal(130, stopped.ExitCode);
        string journal = At("out", "fold-1", EpisodeJournal.Name);
        byte[] half = File.ReadAllBytes(journal);
        CommandRun rest = Run("out", 1, "--resume", "--seeds", "0-8");
        Assert.Matches("^evaluate: ([5-9]0|100) % ", rest.ErrorLines.First(line => line.StartsWith("evaluate: ", StringComparison.Ordinal)));
        Assert.Equal(Content(At("whole")), Content(At("out")));

        File.WriteAllBytes(journal, half);
        File.Delete(At("out", "fold-1", "manifest.json"));
        Run("other", 1, "--budget", "3");
        Run("out", 1, "--resume", "--budget", "3");
        Assert.Equal(Content(At("other")), Content(At("out")));
    }

    [Fact]
    public void The_same_policies_can_be_evaluated_otherwise()
    {
        Run("out");
        byte[] policy = File.ReadAllBytes(At("out", "fold-1", "policy.json"));
        CommandRun run = Run("out", 1, "--resume", "--budget", "3", "--controls");
        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("trained for", run.Output, StringComparison.Ordinal);
        Assert.Equal(policy, File.ReadAllBytes(At("out", "fold-1", "policy.json")));
        IReadOnlyList<EpisodeResult> episodes = EpisodesFile.Read(At("out", "episodes.csv"), Known.Parts);
        Assert.All(episodes, episode => Assert.Equal(3, episode.Curve.Costs[^1] - episode.Curve.Costs[0]));
        Assert.Equal(
            ["random", "margin", "entropy", "margin-by-density", "dqn", "dqn/random-in-shortlist", "dqn/untrained", "dqn/no-gate", "dqn/gate-only"],
            episodes.Select(episode => episode.Spec.Strategy).Distinct());
        Assert.Equal(1 + 8, File.ReadAllLines(At("out", "controls.csv")).Length);
        Assert.Equal(0, DepartureRate.Of(episodes)["margin"]);
    }

    [Fact]
    public void The_same_policies_can_be_evaluated_in_batches_and_without_a_label_at_the_start()
    {
        Run("out");
        byte[] policy = File.ReadAllBytes(At("out", "fold-1", "policy.json"));
        CommandRun run = Run("out", 1, "--resume", "--batch-size", "2", "--start", "0");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(policy, File.ReadAllBytes(At("out", "fold-1", "policy.json")));
        IReadOnlyList<EpisodeResult> episodes = EpisodesFile.Read(At("out", "episodes.csv"), Known.Parts);
        Assert.All(episodes, episode => Assert.Equal([0, 2, 4], episode.Curve.Costs.ToArray()));
        string report = File.ReadAllText(At("out", "report.html"));
        Assert.Contains("--batch-size 2 \\\n    --start 0 \\\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Force_starts_over()
    {
        Run("out");
        CommandRun run = Run("out", 1, "--force", "--seed", "2", "--fold", "1");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("without folds 2, 3: to be trained and evaluated with --resume", run.OutputLines[^1]);
        Assert.Equal(2ul, PolicyReader.ReadDocument(At("out", "fold-1")).Seed);
    }

    [Fact]
    public void The_manifest_tells_how_it_was_trained()
    {
        Run("out", 1, "--fold", "1");
        JsonNode told = JsonNode.Parse(File.ReadAllText(At("out", "manifest.json")))!["crossValidation"]!;
        Assert.Equal(("dqn", 60, 1), (told["agent"]!.GetValue<string>(), told["steps"]!.GetValue<int>(), told["seed"]!.GetValue<int>()));
        Assert.Equal(3, told["folds"]!.AsArray().Count);
        Assert.Equal(1, Assert.Single(told["policies"]!.AsArray())!["fold"]!.GetValue<int>());
        string report = File.ReadAllText(At("out", "report.html"));
        Assert.Contains($"<h1>Cross-validation: {told["environment"]!["name"]}</h1>", report, StringComparison.Ordinal);
        Assert.Contains(
            $"<code>rlquery cross-validate environments/{told["environment"]!["name"]}.json \\\n    --agent dqn \\\n    --steps 60 \\\n    --seed 1 \\\n    "
                + "--folds 3 \\\n    --fold 1 \\\n",
            report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_another_plan_is_not_resumed()
    {
        Run("out", 1, "--fold", "1");
        CommandRun.Of(Arguments("out", "--resume", "--seed", "2", "--folds", "2", "--fold", "1")).IsRefusedWith(
            $"{At("out", "folds.json")}: seed was 1 and is 2 now; resume with what the run began with, or start over with --force",
            $"{At("out", "folds.json")}: folds were others; resume with what the run began with, or start over with --force");
    }

    [Fact]
    public void All_faults_are_told_at_once_and_nothing_is_written()
    {
        Write("out/thesis.txt", "years of work");
        string[] args =
        [
            "cross-validate", WriteFolds(1), "--agent", "dnq", "--steps", "0", "--folds", "8", "--fold", "0", "--seed", "x", "--strategy", "random", "--seeds",
            "1-2",
            "--budget", "0", "--batch-size", "0", "--start", "-1", "--controls", "--jobs", "0", "--out", At("out"), "--resume", "--force",
        ];
        CommandRun.Of(args).IsRefusedWith(
            "seed: x is not allowed; use 0..2147483647",
            "seeds: 1-2 is not allowed; use a range from 0 on, such as 0-19",
            "agent: 'dnq' is unknown; did you mean 'dqn'?",
            "steps: 0 is not allowed; use 1..1000000000",
            "folds: 8 is not allowed; use 2..7",
            "fold: 0 is not allowed; use 1..5",
            "controls: are compared with margin, which is not among the strategies; add --strategy margin",
            "budget: 0 is not allowed; use 1..100000",
            "batch-size: 0 is not allowed; use 1..100000",
            "start: -1 is not allowed; use 0..1000",
            "jobs: 0 is not allowed; use 1..1024",
            "resume: not together with --force; --resume goes on and --force starts over",
            $"out: {At("out")} exists and holds no cross-validation; name a new folder");
        Assert.Equal([At("out", "thesis.txt")], Directory.GetFileSystemEntries(At("out")));
    }

    [Fact]
    public void A_folder_that_holds_a_run_is_neither_replaced_nor_gone_on_with_unasked()
    {
        Run("out", 1, "--fold", "1");
        CommandRun.Of(Arguments("out")).IsRefusedWith($"out: {At("out")} exists; name a new folder, go on with --resume, or start over with --force");
    }

    [Fact]
    public void Sets_of_one_origin_alone_cannot_be_dealt() => CommandRun
        .Of(
            "cross-validate", Write("env.json", """{"signals": ["margin"], "training": {"data": ["iris"], "synthetic": ["moons"]}}"""), "--agent", "dqn",
            "--out", At("out"))
        .IsRefusedWith($"{At("env.json")}: names sets of 1 origins; folds need two or more");

    [Fact]
    public void Fewer_origins_than_five_are_told_where_the_number_of_folds_was_not_given() => CommandRun
        .Of(
            "cross-validate", Write("env.json", """{"signals": ["margin"], "training": {"data": ["iris", "bupa"], "synthetic": ["moons"]}}"""), "--agent",
            "dqn", "--out", At("out"))
        .IsRefusedWith("folds: 5 is not allowed; use 2..2");

    private string[] Held(int fold) =>
        [.. JsonNode.Parse(File.ReadAllText(At("out", "folds.json")))!["folds"]![fold - 1]!.AsArray().Select(set => set!["name"]!.GetValue<string>())];

    private string WriteFolds(int validateEvery)
    {
        foreach (string name in Names)
        {
            WriteTable($"{name}.csv", 24);
        }
        return Write("env.json", $$"""
            {
              "training": { "data": ["a.csv", "b.csv", "c.csv"], "synthetic": ["moons"] }, "validation": ["d.csv", "e.csv"], "evaluation": ["f.csv", "g.csv"],
              "signals": ["margin", "density"], "state": ["budget-used"], "budget": 4, "split": { "poolCap": 30 },
              "agents": {
                "dqn": {
                  "hidden": [4], "problemsPerRound": 1, "episodesPerProblem": 3, "updatesPerRound": 2, "batchSize": 8, "learningStarts": 20,
                  "validateEvery": {{validateEvery}}, "validationRepeats": 1
                }
              }
            }
            """);
    }

    private string[] Arguments(string name, params string[] args) => Arguments(name, 1, args);

    private string[] Arguments(string name, int validateEvery, string[] args)
    {
        string[] folds = args.Contains("--folds") ? [] : ["--folds", "3"];
        string[] seeds = args.Contains("--seeds") ? [] : ["--seeds", "0-1"];
        return ["cross-validate", WriteFolds(validateEvery), "--agent", "dqn", "--steps", "60", .. seeds, "--jobs", "2", "--out", At(name), .. folds, .. args];
    }

    private CommandRun Run(string name, int validateEvery = 1, params string[] args) => CommandRun.Of(Arguments(name, validateEvery, args));

    private string[] Tables(CommandRun run, string name) =>
        [.. run.OutputLines.SkipWhile(line => !line.StartsWith("data ", StringComparison.Ordinal)).Select(
            line => line.Replace(At(name), "", StringComparison.Ordinal))];
}
