using RlQuery.Core.Policies;
using RlQuery.Core.Tests.Policies;
using RlQuery.Studies.Episodes;

namespace RlQuery.Cli.Tests.Verbs;

public sealed class PlotVerbTests : TemporaryFolder
{
    private const string Training = "env_steps,episodes,return_mean,loss,epsilon,validation_score\n40,1,0.1,0.5,1,\n80,2,0.2,0.4,0.9,0.3\n";
    private const string Episodes =
        "data,strategy,seed,labels,score\nheart,random,0,2,0.5\nheart,random,0,3,0.6\nheart,mine,0,2,0.5\nheart,mine,0,3,0.7\n";

    [Fact]
    public void A_training_run_becomes_a_reward_figure_beside_it()
    {
        Write("run/training.csv", Training);
        CommandRun run = CommandRun.Of("plot", At("run"));
        Assert.Equal([At("run", "reward.png"), At("run", "reward.svg")], run.OutputLines);
        Assert.All(run.OutputLines, file => Assert.True(File.Exists(file)));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void An_evaluation_becomes_learning_curves_beside_it()
    {
        Write("result/episodes.csv", Episodes);
        CommandRun run = CommandRun.Of("plot", At("result"));
        Assert.Equal([At("result", "learning-curves.png"), At("result", "learning-curves.svg")], run.OutputLines);
    }

    [Fact]
    public void An_evaluation_with_packed_curves_becomes_the_same_figure()
    {
        Write("plain/episodes.csv", Episodes);
        Directory.CreateDirectory(At("packed"));
        EpisodesFile.Write(At("packed", EpisodesFile.PackedName), EpisodesFile.Read(At("plain", EpisodesFile.Name), Known.Parts));
        CommandRun.Of("plot", At("plain"));
        Assert.Equal([At("packed", "learning-curves.png"), At("packed", "learning-curves.svg")], CommandRun.Of("plot", At("packed")).OutputLines);
        Assert.Equal(File.ReadAllBytes(At("plain", "learning-curves.svg")), File.ReadAllBytes(At("packed", "learning-curves.svg")));
        Assert.Contains("random (plain)", File.ReadAllText(CommandRun.Of("plot", At("plain"), At("packed")).OutputLines[1]), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_runs_are_overlaid_under_the_names_of_their_folders_and_replace_no_single_figure()
    {
        Write("one/training.csv", Training);
        Write("two/training.csv", Training);
        CommandRun run = CommandRun.Of("plot", At("one"), "--with", At("two"));
        Assert.Equal([At("one", "reward-overlaid.png"), At("one", "reward-overlaid.svg")], run.OutputLines);
        string svg = File.ReadAllText(At("one", "reward-overlaid.svg"));
        Assert.Contains("one", svg, StringComparison.Ordinal);
        Assert.Contains("two", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Seeds_of_one_recipe_are_drawn_with_their_mean_under_a_name_that_says_so()
    {
        string[] folders = [.. new ulong[] { 1, 2, 3 }.Select(seed =>
        {
            string folder = WritePolicy($"run{seed}", SamplePolicy.Document() with { Seed = seed });
            Write($"run{seed}/training.csv", Training);
            return folder;
        })];
        CommandRun run = CommandRun.Of(["plot", .. folders]);
        Assert.Equal([At("run1", "reward-seeds.png"), At("run1", "reward-seeds.svg")], run.OutputLines);
        string svg = File.ReadAllText(At("run1", "reward-seeds.svg"));
        Assert.All(["Reward of dqn in training: 3 seeds", "seed 1", "seed 3", "mean"], text => Assert.Contains($"\t{text}\n", svg, StringComparison.Ordinal));
    }

    [Fact]
    public void Runs_of_other_agents_or_the_same_seed_have_no_mean()
    {
        foreach ((string name, PolicyDocument document) in new[]
        {
            ("same", SamplePolicy.Document()), ("agent", SamplePolicy.Document() with { Agent = "imitation", Seed = 2 }),
            ("environment", SamplePolicy.Document() with { Environment = new PolicySource("other", "00"), Seed = 2 }),
        })
        {
            string first = WritePolicy($"{name}/one", SamplePolicy.Document());
            string second = WritePolicy($"{name}/two", document);
            Write($"{name}/one/training.csv", Training);
            Write($"{name}/two/training.csv", Training);
            Assert.Equal(At(name, "one", "reward-overlaid.png"), CommandRun.Of("plot", first, second).OutputLines[0]);
        }
    }

    [Fact]
    public void A_strategy_of_several_evaluations_is_told_apart_by_folder()
    {
        Write("one/episodes.csv", Episodes);
        Write("two/episodes.csv", Episodes.Replace("mine", "yours", StringComparison.Ordinal));
        CommandRun.Of("plot", At("one"), "--with", At("two"));
        string svg = File.ReadAllText(At("one", "learning-curves-overlaid.svg"));
        Assert.All(["random (one)", "random (two)", "mine", "yours"], name => Assert.Contains($"\t{name}\n", svg, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_folder_that_cannot_be_drawn_is_named_and_nothing_is_written()
    {
        Write("run/training.csv", Training);
        Write("result/episodes.csv", Episodes);
        Directory.CreateDirectory(At("empty"));
        CommandRun.Of("plot", At("run"), "--with", At("none"), "--with", At("empty"), "--with", At("result")).IsRefusedWith(
            $"{At("none")}: there is no such folder",
            $"{At("empty")}: holds neither training.csv nor episodes.csv",
            $"{At("result")}: holds no training.csv, which {At("run")} does; overlay folders of one kind");
        Assert.Equal([At("run", "training.csv")], Directory.GetFiles(At("run")));
    }

    [Fact]
    public void A_damaged_file_is_named_with_its_line()
    {
        string path = Write("result/episodes.csv", Episodes + "heart,mine,0,4,\n");
        CommandRun.Of("plot", At("result")).IsRefusedWith($"{path}: line 6 is not a row of data, strategy, seed, labels, score");
    }
}
