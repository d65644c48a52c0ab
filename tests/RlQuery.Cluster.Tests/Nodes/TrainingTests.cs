using RlQuery.Cluster.Tests.Support;
using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.MicrosoftML;
using RlQuery.Studies;
using RlQuery.Studies.CrossValidation;
using RlQuery.Studies.Parcels;
using RlQuery.Studies.Standard;
using RlQuery.Studies.Training;
using RlQuery.Torch.Tensors;
using RlQuery.Torch.Training;

namespace RlQuery.Cluster.Tests.Nodes;

/// <summary>Trainings whose episodes are played by nodes of this process.</summary>
public sealed class TrainingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-cluster-").FullName;
    private readonly LoadedEnvironment _environment;

    public TrainingTests()
    {
        // A set and a synthetic task, real and drawn problems, and settings that are not the defaults.
        string file = Path.Combine(_folder, "env.json");
        File.WriteAllText(file, """
            {
              "training": { "data": ["iris"], "synthetic": ["moons"] }, "evaluation": ["wine"],
              "signals": ["margin", "density"], "state": ["budget-used"], "budget": 5,
              "agents": { "evolution": { "pairs": 12, "validateEvery": 0 } }
            }
            """);
        _environment = LoadedEnvironment.Read(file, StudyParts.Create(), new MixedTableFeaturizer());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_policy_is_the_same_bytes_whichever_node_dies()
    {
        using var dying = new FakeNode("dying") { Before = exchange => exchange > 3 ? throw new IOException("dead") : Task.CompletedTask };
        using var well = new FakeNode("well");
        using var late = new FakeNode("late");
        string here = Train("here", null);
        string there = Train("there", new FakeCluster(asked => asked == 0 ? [dying] : [well, late]));
        string[] files = [.. Directory.GetFiles(here).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        Assert.Contains("policy.safetensors", files);
        Assert.Equal(files, Directory.GetFiles(there).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(here, file)), File.ReadAllBytes(Path.Combine(there, file))));
        Assert.True(well.Work.Describe().Done + late.Work.Describe().Done > 0);
    }

    [Fact]
    public void A_cross_validation_is_the_same_bytes_with_a_protocol_of_its_own()
    {
        using var node = new FakeNode("node", cores: 2);
        string here = CrossValidate("here", null);
        string there = CrossValidate("there", new FakeCluster(_ => [node]));
        string[] files = [.. FilesOf(here)];
        Assert.Equal(files, FilesOf(there));
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(here, file)), File.ReadAllBytes(Path.Combine(there, file))));
        Assert.True(node.Work.Describe().Done > 2 * 2 * 7);
    }

    [Fact]
    public void An_agent_whose_episodes_cannot_be_played_elsewhere_is_refused()
    {
        var faults = new Faults();
        TrainingRun.CheckNodes(_environment, "dqn", faults);
        Assert.Equal(
            ["cluster: agent dqn is trained on this machine alone; leave --cluster out, or use evolution"],
            Assert.Throws<InvalidInputException>(faults.ThrowIfAny).Faults);
    }

    private static IEnumerable<string> FilesOf(string folder) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal);

    private string CrossValidate(string name, IParcelNodes? nodes)
    {
        string folder = Path.Combine(_folder, name, "folds");
        var options = new CrossValidationOptions
        {
            Environment = _environment.Source,
            Agent = "evolution",
            Out = folder,
            Steps = 200,
            Folds = 2,
            Repeats = 2,
            Start = 2,
            BatchSize = 2,
            Controls = true,
            Jobs = 1,
            Nodes = nodes,
        };
        CrossValidationStudy.Open(options).Run();
        return folder;
    }

    private string Train(string name, IParcelNodes? nodes)
    {
        // The name of the folder is in the policy.
        string folder = Path.Combine(_folder, name, "policy");
        var options = new TrainerOptions { Out = folder, Seed = 3, Steps = 500, Jobs = 1, Device = TorchRuntime.Initialize("cpu") };
        new TrainingRun(_environment, "evolution", options) { Nodes = nodes }.Run();
        return folder;
    }
}
