using System.Text.Json.Nodes;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Policies;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Measures;

namespace RlQuery.Cli.Tests.Verbs;

public sealed class EvaluateVerbTests : TemporaryFolder
{
    [Fact]
    public void An_option_that_is_refused_leaves_nothing_beside_the_target()
    {
        string[] args = ["evaluate", WriteEnvironment(), "--data", WriteTable("data.csv", 40), "--strategy", "random", "--out", At("runs", "out")];
        CommandRun run = CommandRun.Of([.. args, "--seeds", "x"]);
        Assert.Equal(2, run.ExitCode);
        Assert.False(Directory.Exists(At("runs")));
    }

    [Fact]
    public void An_evaluation_writes_its_folder_and_prints_its_tables()
    {
        CommandRun run = Evaluate(
            "out", "--data", WriteTable("near.csv", 40), "--data", WriteTable("far.csv", 30), "--policy", WritePolicy("mine"), "--seeds", "5-7");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [
                "aubc.csv", "comparisons.csv", "deficiency.csv", "differences.csv", "differences.png", "differences.svg", "episodes.csv", "labels-saved.csv",
                "labels-saved.png", "labels-saved.svg",
                "learning-curves.png", "learning-curves.svg", "manifest.json", "report.html", "summary.csv", "verdicts.csv", "win-tie-loss.csv",
            ],
            Content(At("out")).Select(file => file.Name));
        Assert.Equal(1 + (2 * 3) + 3, File.ReadLines(At("out", "differences.csv")).Count());
        Assert.Equal(1 + (2 * 4) + 4, File.ReadLines(At("out", "labels-saved.csv")).Count());
        Assert.Single(run.OutputLines, line => line.StartsWith("to margin's final accuracy", StringComparison.Ordinal));
        IReadOnlyList<EpisodeResult> episodes = EpisodesFile.Read(At("out", "episodes.csv"), Known.Parts);
        Assert.Equal(
            from data in new[] { "near", "far" }
            from strategy in new[] { "random", "margin", "entropy", "mine" }
            from seed in new[] { 5, 6, 7 }
            select new EpisodeSpec(data, strategy, seed),
            episodes.Select(episode => episode.Spec));
        Assert.All(episodes, episode => Assert.Equal(Enumerable.Range(2, 7).Select(cost => (double)cost), episode.Curve.Costs));
        Assert.Equal(
            2 * 4, run.OutputLines.Count(line => line.StartsWith("near ", StringComparison.Ordinal) || line.StartsWith("far ", StringComparison.Ordinal)));
        Assert.Contains(run.OutputLines, line => line.StartsWith("all sets ", StringComparison.Ordinal));
        Assert.StartsWith("against margin: ", run.OutputLines[^1], StringComparison.Ordinal);
        Assert.EndsWith(" (paired t-test over 3 seeds, means of 2 data sets; Holm's correction; 5 %)", run.OutputLines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output + run.Error);
    }

    [Fact]
    public void Rows_without_a_label_are_left_out_and_counted()
    {
        string half = WriteTable("near.csv", 80, row => row % 4 < 2);
        string[] lines = File.ReadAllLines(half);
        CommandRun run = Evaluate("half", "--data", half, "--seeds", "0-1");
        Assert.Equal((0, 1), (run.ExitCode, run.ErrorLines.Count(line => line == "note: near: 40 of 80 rows have no label, and are left out")));
        Write("near.csv", string.Join('\n', lines.Where(line => !line.EndsWith(','))));
        Evaluate("labelled", "--data", half, "--seeds", "0-1");
        Assert.Equal(File.ReadAllText(At("labelled", "episodes.csv")), File.ReadAllText(At("half", "episodes.csv")));
    }

    [Fact]
    public void The_number_of_jobs_changes_no_byte()
    {
        string data = WriteTable("near.csv", 40);
        CommandRun one = Evaluate("one", "--data", data, "--seeds", "0-3", "--jobs", "1");
        CommandRun eight = Evaluate("eight", "--data", data, "--seeds", "0-3", "--jobs", "8");
        Assert.Equal(Content(At("one")), Content(At("eight")));
        Assert.Equal(one.Output.Replace(At("one"), At("eight"), StringComparison.Ordinal), eight.Output);
    }

    [Fact]
    public void Plot_draws_the_figures_of_an_evaluation_again_to_the_byte()
    {
        Evaluate("out", "--data", WriteTable("near.csv", 40), "--seeds", "0-2");
        IReadOnlyList<(string Name, string Bytes)> evaluated = Content(At("out"));
        Assert.Equal(0, CommandRun.Of("plot", At("out")).ExitCode);
        Assert.Equal(evaluated, Content(At("out")));
    }

    [Fact]
    public void What_would_say_nothing_is_left_out()
    {
        string near = WriteTable("near.csv", 40);
        string[] plain =
        [
            "aubc.csv", "deficiency.csv", "episodes.csv", "learning-curves.png", "learning-curves.svg", "manifest.json", "report.html", "summary.csv",
            "verdicts.csv", "win-tie-loss.csv",
        ];
        Evaluate("one set, one repeat", "--data", near, "--seeds", "0-0", "--strategy", "margin", "--strategy", "random");
        Assert.Equal([.. plain, "comparisons.csv", "differences.csv", "labels-saved.csv"], Content(At("one set, one repeat")).Select(file => file.Name), Same);
        Evaluate("no margin", "--data", near, "--data", WriteTable("far.csv", 30), "--seeds", "0-1", "--strategy", "entropy", "--strategy", "random");
        Assert.Equal([.. plain, "comparisons.csv"], Content(At("no margin")).Select(file => file.Name), Same);
        Evaluate("one repeat", "--data", near, "--data", At("far.csv"), "--seeds", "0-0", "--strategy", "margin", "--strategy", "random");
        Assert.Equal(
            [.. plain, "comparisons.csv", "differences.csv", "differences.png", "differences.svg", "labels-saved.csv", "labels-saved.png", "labels-saved.svg"],
            Content(At("one repeat")).Select(file => file.Name), Same);
    }

    [Fact]
    public void Five_sets_and_three_strategies_are_ranked_and_attention_is_measured_where_asked_for()
    {
        string[] data = [.. Enumerable.Range(0, 5).SelectMany(i => new[] { "--data", WriteTable($"set{i}.csv", 30 + i) })];
        CommandRun run = Evaluate("out", [.. data, "--policy", WritePolicy("mine"), "--seeds", "0-1", "--attention", "1", "--jobs", "2"]);
        Assert.Equal(0, run.ExitCode);
        IReadOnlyList<(string Name, string Bytes)> evaluated = Content(At("out"));
        Assert.All(
            [
                "agreement.csv", "agreement.png", "agreement.svg", "attention.csv", "attention.png", "attention.svg", "critical-difference.png",
                "critical-difference.svg", "labels-saved.svg",
            ],
            name => Assert.Contains(name, evaluated.Select(file => file.Name)));
        Assert.Contains("\"attentionRepeats\": 1", File.ReadAllText(At("out", "manifest.json")), StringComparison.Ordinal);
        Assert.Equal(1 + (6 * 3), File.ReadLines(At("out", "attention.csv")).Count());
        Assert.Equal(1 + (6 * 3), File.ReadLines(At("out", "agreement.csv")).Count());
        Assert.Equal(0, CommandRun.Of("plot", At("out")).ExitCode);
        Assert.Equal(evaluated, Content(At("out")));
    }

    [Fact]
    public void Attention_without_a_policy_is_refused() =>
        Evaluate("out", "--data", WriteTable("near.csv", 40), "--attention", "1").IsRefusedWith(
            "attention: not without --policy; only learned policies attend to signals");

    [Fact]
    public void Bundled_sets_and_files_may_be_mixed()
    {
        CommandRun run = Evaluate("out", "--data", "iris", "--data", WriteTable("near.csv", 40), "--seeds", "0-0", "--strategy", "random");
        Assert.Equal(["iris", "near"], EpisodesFile.Read(At("out", "episodes.csv"), Known.Parts).Select(episode => episode.Spec.Data));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void Controls_are_a_file_a_table_and_a_column_only_where_they_are_asked_for()
    {
        string[] args = ["--data", WriteTable("near.csv", 40), "--data", WriteTable("far.csv", 30), "--policy", WritePolicy("mine"), "--seeds", "0-1"];
        Evaluate("plain", args);
        CommandRun run = Evaluate("controls", [.. args, "--controls"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("data,strategy,seed,labels,score", File.ReadLines(At("plain", "episodes.csv")).First());
        Assert.False(File.Exists(At("plain", "controls.csv")));
        IReadOnlyList<EpisodeResult> episodes = EpisodesFile.Read(At("controls", "episodes.csv"), Known.Parts);
        string[] controls = ["margin-by-density", "mine/random-in-shortlist", "mine/untrained", "mine/no-gate", "mine/gate-only"];
        // What ran without controls runs with them to the same scores.
        Assert.Equal(
            EpisodesFile.Read(At("plain", "episodes.csv"), Known.Parts).SelectMany(episode => episode.Curve.Scores),
            episodes.Where(episode => !controls.Contains(episode.Spec.Strategy)).SelectMany(episode => episode.Curve.Scores));
        string[] rows = ["random", "entropy", "margin-by-density", "mine", .. controls[1..]];
        Assert.Equal(rows, File.ReadLines(At("controls", "controls.csv")).Skip(1).Select(line => line.Split(',')[0]));
        Assert.Equal(
            rows, run.OutputLines.SkipWhile(line => !line.StartsWith("controls ", StringComparison.Ordinal)).Skip(1)
                .TakeWhile(line => !line.StartsWith("against ", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]));
        IReadOnlyDictionary<string, double> rates = DepartureRate.Of(episodes);
        Assert.Equal(0, rates["margin"]);
        Assert.True(rates["mine/random-in-shortlist"] > 0.5);
        Assert.DoesNotContain("mine/", File.ReadAllText(At("controls", "learning-curves.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Controls_need_margin() => Evaluate("out", "--data", WriteTable("near.csv", 40), "--strategy", "random", "--controls").IsRefusedWith(
        "controls: are compared with margin, which is not among the strategies; add --strategy margin");

    [Fact]
    public void A_pool_smaller_than_the_budget_is_noted_in_the_summary_and_on_the_terminal()
    {
        CommandRun run = Evaluate("out", "--data", WriteTable("few.csv", 12), "--seeds", "0-0", "--budget", "40", "--strategy", "random");
        Assert.EndsWith(",the pool ends after 4 of 40 queries\n", File.ReadAllText(At("out", "summary.csv")), StringComparison.Ordinal);
        Assert.Contains("few: the pool ends after 4 of 40 queries", run.OutputLines);
    }

    [Fact]
    public void Data_that_a_policy_has_seen_are_reported_on_only_where_asked_for_and_then_marked()
    {
        string data = WriteTable("near.csv", 40);
        string policy = WritePolicy("mine", new PolicySource("other name", DatasetReader.Read(data).Hash));
        string[] args = ["--data", WriteTable("far.csv", 30), "--data", data, "--policy", policy, "--strategy", "margin", "--seeds", "0-0"];
        Evaluate("out", args).IsRefusedWith(
            "data: mine has seen near in training or validation, where it flatters itself; name other sets, or add --allow-seen");
        Assert.False(Directory.Exists(At("out")));
        CommandRun run = Evaluate("out", [.. args, "--allow-seen"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("near: mine has seen it in training or validation and flatters itself here", run.OutputLines);
        string[] summary = File.ReadAllLines(At("out", "summary.csv"));
        Assert.Equal(
            [false, false, false, true],
            summary[1..].Select(row => row.EndsWith(",mine has seen it in training or validation and flatters itself here", StringComparison.Ordinal)));
        Assert.Equal("near", JsonNode.Parse(File.ReadAllText(At("out", "manifest.json")))!["strategies"]![1]!["seen"]![0]!.ToString());
    }

    [Fact]
    public void All_faults_are_told_at_once_and_nothing_is_written()
    {
        Directory.CreateDirectory(At("out"));
        string[] args =
        [
            "evaluate", WriteEnvironment(), "--out", At("out"), "--seeds", "19-0", "--budget", "many", "--jobs", "0",
            "--strategy", "margni", "--strategy", "random", "--strategy", "random", "--data", At("none.csv"), "--policy", At("nobody"),
        ];
        CommandRun.Of(args).IsRefusedWith(
            "seeds: 19-0 is not allowed; use a range such as 0-19, from 0..2147383647 on, of at most 100000 seeds",
            "budget: many is not allowed; use 1..100000",
            $"{At("none.csv")}: no such file",
            $"{At("nobody")}: no such folder; a policy is a folder with policy.json and policy.safetensors",
            "strategy: 'random' is given twice; name each once",
            "strategy: 'margni' is unknown; did you mean 'margin'?",
            "jobs: 0 is not allowed; use 1..1024",
            $"out: {At("out")} exists; name a new folder, or remove it first");
        Assert.Equal([At("env.json"), At("out")], Directory.GetFileSystemEntries(Folder).Order());
    }

    [Fact]
    public void Policies_that_cannot_be_told_apart_are_refused()
    {
        string[] policies = ["--policy", WritePolicy("a/mine"), "--policy", WritePolicy("b/mine"), "--policy", WritePolicy("margin")];
        CommandRun.Of(["evaluate", WriteEnvironment(), "--data", WriteTable("near.csv", 40), "--out", At("out"), .. policies]).IsRefusedWith(
            "policy: two folders are named 'mine'; results are told apart by that name, so rename one",
            "policy: 'margin' is the name of a strategy; rename the folder");
    }

    [Fact]
    public void Data_that_cannot_be_evaluated_on_are_refused_a_line_each()
    {
        CommandRun run = Evaluate(
            "out", "--data", Write("one.csv", "x,label\n1,a\n2,a\n3,a\n"), "--data", Write("single.csv", "x,label\n1,a\n2,a\n3,b\n"),
            "--data", WriteTable("gaps.csv", 20, _ => false), "--data", WriteTable("other/gaps.csv", 20));
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(5, run.ErrorLines.Length);
        Assert.StartsWith("one: the target has the one class a", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.StartsWith("single: a single row in class b", run.ErrorLines[1], StringComparison.Ordinal);
        Assert.StartsWith("gaps: 20 of 20 rows have no target", run.ErrorLines[2], StringComparison.Ordinal);
        Assert.StartsWith("gaps: the target has no class", run.ErrorLines[3], StringComparison.Ordinal);
        Assert.StartsWith("data: two sets are named 'gaps'", run.ErrorLines[4], StringComparison.Ordinal);
        Assert.False(Path.Exists(At("out")));
    }

    [Fact]
    public void An_environment_without_evaluation_sets_asks_for_data() =>
        CommandRun.Of("evaluate", WriteEnvironment(), "--target", "label", "--out", At("out")).IsRefusedWith(
            "target: label is not allowed without --data; the environment's sets have their own",
            $"{At("env.json")}: names no evaluation sets; give --data");

    [Fact]
    public void An_interrupted_evaluation_leaves_nothing_and_exits_with_130()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        CommandRun run = CommandRun.Of(source.Token, "evaluate", WriteEnvironment(), "--data", WriteTable("near.csv", 40), "--out", At("out"));
        Assert.Equal(130, run.ExitCode);
        Assert.Equal(["rlquery: interrupted"], run.ErrorLines);
        Assert.Equal([At("env.json"), At("near.csv")], Directory.GetFileSystemEntries(Folder).Order());
    }

    private static bool Same(IEnumerable<string> expected, IEnumerable<string> actual) => expected.Order(StringComparer.Ordinal).SequenceEqual(actual);

    private CommandRun Evaluate(string name, params string[] args) => CommandRun.Of(["evaluate", WriteEnvironment(), "--out", At(name), .. args]);
}
