using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Environments.Files;
using RlQuery.MicrosoftML;
using RlQuery.Torch.Training;

namespace RlQuery.Cli.Tests;

/// <summary>The environment files of the repository.</summary>
public sealed class EnvironmentFilesTests
{
    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(EnvironmentsFolder.Locate(), "*.json").Select(file => Path.GetFileName(file)).Where(
            file => !file.EndsWith(".schema.json", StringComparison.Ordinal) && file is not ("regression.json" or "numbers.json"))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_one_reads_without_faults_and_has_data_for_its_purpose(string file)
    {
        LoadedEnvironment loaded = Read(file);
        if (file == "general.json")
        {
            // Trains on all that there is; cross-validate measures it.
            Assert.Equal(Catalog.Load().EntriesOf(TargetKind.Class).Count, loaded.Training.Count);
        }
        else if (file == "benchmark.json")
        {
            // Reports on all that there is; nothing is trained in it.
            Assert.Equal(Catalog.Load().EntriesOf(TargetKind.Class).Select(entry => entry.Name), loaded.Evaluation.Select(data => data.Name));
        }
        else if (file == "segmentation.json")
        {
            // Trains on made scenes; whoever has pictures reports on them.
            Assert.Equal("scenes", Assert.Single(loaded.Synthetic).Name);
            Assert.NotNull(loaded.TrainingProblems.Draw(1).Items.Pictures);
        }
        else if (file == "replies.json")
        {
            // Trains on made dialogues; whoever has utterances and replies reports on them.
            Assert.Equal("dialogues", Assert.Single(loaded.Synthetic).Name);
            Assert.NotNull(loaded.TrainingProblems.Draw(1).Items.Features.Texts);
            Assert.Equal("transformer", loaded.Learner.Name);
        }
        else if (file == "translation.json")
        {
            // Trains on numbers and dates to be spelled out; whoever has pairs of sentences reports on them.
            Assert.Equal("spelled", Assert.Single(loaded.Synthetic).Name);
            Assert.True(loaded.Task.HasPrices);
            Assert.Equal("chrf", loaded.Metrics[0].Name);
        }
        else
        {
            Assert.NotEmpty(loaded.Training);
            // Validated on problems that are drawn like those of training, or by the return alone.
            Assert.Equal(file is "balanced.json" or "routing.json" or "label-or-make.json" or "intents.json", loaded.Validation.Count == 0);
            Assert.NotEmpty(loaded.Evaluation);
        }
        Assert.Equal("environment.schema.json", loaded.Definition.Schema);
        // Imitation counts queries, and where answers differ in price it learns nothing.
        Assert.All(
            Known.Agents.Where(agent => loaded.Definition is { Annotators.Count: 0, Make: null } || agent != "imitation"),
            agent => AgentSettings.Of(loaded.Definition, agent, Known.Parts));
    }

    [Fact]
    public void That_of_regression_reads_without_faults_and_reports_on_bundled_sets_of_numbers()
    {
        LoadedEnvironment loaded = Read("regression.json");
        Assert.Subset(Catalog.Load().EntriesOf(TargetKind.Number).Select(entry => entry.Name).ToHashSet(), loaded.Definition.Evaluation.ToHashSet());
        Assert.All(loaded.Evaluation, data => Assert.Empty(loaded.Problem.Faults(data)));
        Assert.Equal("environment.schema.json", loaded.Definition.Schema);
    }

    [Fact]
    public void That_of_numbers_trains_on_every_bundled_set_of_numbers_and_draws_problems_from_them()
    {
        LoadedEnvironment loaded = Read("numbers.json");
        Assert.Equal(Catalog.Load().EntriesOf(TargetKind.Number).Select(entry => entry.Name), loaded.Training.Select(data => data.Name));
        Assert.All(loaded.Training, data => Assert.Empty(loaded.Problem.Faults(data)));
        string[] drawn = [.. Enumerable.Range(0, 100).Select(seed => loaded.TrainingProblems.Draw((ulong)seed).Items.Name)];
        Assert.Contains(drawn, name => name.EndsWith("-derived", StringComparison.Ordinal));
        Assert.Contains(drawn, name => name.StartsWith("friedman-", StringComparison.Ordinal));
        Assert.All(Known.Agents, agent => AgentSettings.Of(loaded.Definition, agent, Known.Parts));
    }

    private static LoadedEnvironment Read(string file) =>
        LoadedEnvironment.Read(Path.Combine(EnvironmentsFolder.Locate(), file), Known.Parts, new MixedTableFeaturizer());
}
