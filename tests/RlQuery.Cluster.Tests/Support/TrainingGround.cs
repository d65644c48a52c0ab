using RlQuery.Core.Environments.Files;
using RlQuery.MicrosoftML;
using RlQuery.Studies.CrossValidation;
using RlQuery.Studies.Parcels;
using RlQuery.Studies.Standard;
using RlQuery.Studies.Training;
using RlQuery.Studies.Tuning;
using RlQuery.Torch.Tensors;
using RlQuery.Torch.Training;

namespace RlQuery.Cluster.Tests.Support;

/// <summary>A small environment, what agents learn there on one thread of this process, and the same elsewhere; gone after the tests.</summary>
public sealed class TrainingGround : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-cluster-").FullName;
    private readonly Dictionary<string, string> _here = [];

    public TrainingGround()
    {
        // A set and a synthetic task, real and drawn problems, and settings that are not the defaults.
        string file = Path.Combine(_folder, "env.json");
        File.WriteAllText(file, """
            {
              "training": { "data": ["iris"], "synthetic": ["moons"] }, "validation": ["labor"], "evaluation": ["wine"],
              "signals": ["margin", "density"], "state": ["budget-used"], "budget": 4,
              "agents": {
                "evolution": { "pairs": 8, "validateEvery": 2, "validationRepeats": 3 },
                "policy-gradient": { "problemsPerRound": 3, "episodesPerProblem": 4, "hidden": [4], "validateEvery": 2, "validationRepeats": 3 },
                "dqn": {
                  "problemsPerRound": 3, "episodesPerProblem": 4, "nSteps": 2, "learningStarts": 50, "updatesPerRound": 5, "batchSize": 16,
                  "validateEvery": 2, "validationRepeats": 3
                },
                "imitation": {
                  "statesPerRound": 4, "candidates": 3, "rolloutSteps": 2, "members": 2, "updatesPerRound": 5, "batchSize": 8, "hidden": [4],
                  "ownRollouts": 0.5, "validateEvery": 2, "validationRepeats": 3
                }
              }
            }
            """);
        Environment = LoadedEnvironment.Read(file, StudyParts.Create(), new MixedTableFeaturizer());
    }

    public LoadedEnvironment Environment { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The folder of a policy that was trained here.</summary>
    public string Here(string agent) => _here.TryGetValue(agent, out string? folder) ? folder : _here[agent] = Train($"here-{agent}", agent, null);

    /// <summary>Trains a policy, or goes on with it.</summary>
    public string Train(string name, string agent, IParcelNodes? nodes, CancellationToken cancellation = default)
    {
        // The name of the folder is in the policy.
        string folder = Path.Combine(_folder, name, "policy");
        var options = new TrainerOptions
        {
            Out = folder,
            Seed = 3,
            Steps = 400,
            Jobs = 1,
            Device = TorchRuntime.Initialize("cpu"),
            Resume = Directory.Exists(folder),
        };
        new TrainingRun(Environment, agent, options) { Nodes = nodes }.Run(null, cancellation);
        return folder;
    }

    /// <summary>Cross-validates.</summary>
    public string CrossValidate(string name, string agent, IParcelNodes? nodes)
    {
        string folder = Path.Combine(_folder, name, "folds");
        var options = new CrossValidationOptions
        {
            Environment = Environment.Source,
            Agent = agent,
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

    /// <summary>Tunes, or goes on with it.</summary>
    public string Tune(string name, string agent, IParcelNodes? nodes, CancellationToken cancellation = default)
    {
        string folder = Path.Combine(_folder, name, "tuning");
        var options = new TuningOptions
        {
            Environment = Environment.Source,
            Agent = agent,
            Out = folder,
            Trials = 3,
            Steps = 400,
            Repeats = 3,
            Jobs = 1,
            Nodes = nodes,
            Resume = Directory.Exists(folder),
        };
        TuningStudy.Open(options).Run(null, cancellation);
        return folder;
    }

    /// <summary>Compares every byte of two folders.</summary>
    public static void AssertSame(string here, string there)
    {
        string[] files = FilesOf(here);
        Assert.Equal(files, FilesOf(there));
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(here, file)), File.ReadAllBytes(Path.Combine(there, file))));
    }

    /// <summary>The files of a folder.</summary>
    public static string[] FilesOf(string folder) =>
    [
        .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];
}
