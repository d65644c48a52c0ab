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
            file => !file.EndsWith(".schema.json", StringComparison.Ordinal) && file != "regression.json")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_one_reads_without_faults_and_has_data_for_its_purpose(string file)
    {
        var loaded = LoadedEnvironment.Read(Path.Combine(EnvironmentsFolder.Locate(), file), Known.Parts, new MixedTableFeaturizer());
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
        else
        {
            Assert.NotEmpty(loaded.Training);
            Assert.NotEmpty(loaded.Validation);
            Assert.NotEmpty(loaded.Evaluation);
        }
        Assert.Equal("environment.schema.json", loaded.Definition.Schema);
        Assert.All(Known.Agents, agent => AgentSettings.Of(loaded.Definition, agent, Known.Parts));
    }

    [Fact]
    public void That_of_regression_reads_without_faults_and_has_every_bundled_set_of_numbers()
    {
        var loaded = LoadedEnvironment.Read(Path.Combine(EnvironmentsFolder.Locate(), "regression.json"), Known.Parts, new MixedTableFeaturizer());
        Assert.Equal(Catalog.Load().EntriesOf(TargetKind.Number).Select(entry => entry.Name), loaded.Definition.Evaluation);
        Assert.All(loaded.Evaluation, data => Assert.Empty(loaded.Problem.Faults(data)));
        Assert.Equal("environment.schema.json", loaded.Definition.Schema);
    }
}
