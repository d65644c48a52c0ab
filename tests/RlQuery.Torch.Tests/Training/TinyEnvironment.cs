using RlQuery.Core.Environments.Files;
using RlQuery.Torch.Tensors;
using RlQuery.Torch.Training;

namespace RlQuery.Torch.Tests.Training;

/// <summary>A folder with an environment that trains in a second, and the runs in it; gone after the test.</summary>
internal sealed class TinyEnvironment : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-").FullName;

    public TinyEnvironment()
    {
        Write("environment.json", Text());
        Write("table.csv", Table(rows: 24));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The environment file, with settings of one's own for agents.</summary>
    public static string Text(
        string budget = "5", string patience = "0", string validation = "[\"table.csv\"]", string imitation = "",
        string learners = "{}") => $$"""
        {
          "training": { "synthetic": ["twonorm", "moons"], "learners": {{learners}} }, "validation": {{validation}},
          "split": { "poolCap": 40 }, "budget": {{budget}}, "signals": ["margin", "entropy", "labelled-distance"], "state": ["budget-used"],
          "agents": {
            "dqn": {
              "hidden": [8], "problemsPerRound": 1, "episodesPerProblem": 3, "updatesPerRound": 4, "batchSize": 8, "nSteps": 2, "learningStarts": 20,
              "replayCapacity": 64, "nextCandidates": 3, "epsilonSteps": 100, "validateEvery": 2, "validationRepeats": 2, "patience": {{patience}}
            },
            "policy-gradient": { "hidden": [8], "problemsPerRound": 1, "episodesPerProblem": 3, "validateEvery": 2, "validationRepeats": 2 },
            "imitation": {
              "hidden": [8], "statesPerRound": 3, "candidates": 4, "rolloutSteps": 2, "capacity": 16, "batchSize": 4, "updatesPerRound": 3,
              "validateEvery": 2, "validationRepeats": 2{{imitation}}
            },
            "evolution": { "pairs": 2, "learningRate": 0.5, "validateEvery": 2, "validationRepeats": 2 }
          }
        }
        """;

    public static string Table(int rows) =>
        "x,y,class\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"{i % 7},{i * i % 11},{(i % 7 > 3 ? "a" : "b")}\n"));

    public string At(params string[] names) => Path.Combine([_folder, .. names]);

    public void Write(string name, string text) => File.WriteAllText(At(name), text);

    /// <summary>A trainer of the environment file as it is now; the policy's folder is <c>run/policy</c>.</summary>
    public Trainer Trainer(
        string run, long steps, string agent = "dqn", ulong seed = 1, int jobs = 2, bool resume = false, bool eager = false,
        ITrainingCallback? callback = null) => new(
        LoadedEnvironment.Read(At("environment.json"), Known.Parts, featurizer: null),
        agent,
        new TrainerOptions
        {
            Out = At(run, "policy"),
            Seed = seed,
            Steps = steps,
            Jobs = jobs,
            Device = TorchRuntime.Initialize("cpu"),
            Resume = resume,
            CheckpointEvery = eager ? TimeSpan.Zero : TimeSpan.FromDays(1),
        },
        callback is null ? [] : [callback]);

    public string CheckpointOf(string run) => At(run, "policy", "checkpoint.bin");

    /// <summary>Runs to the end and gives everything that is written, as bytes.</summary>
    public Dictionary<string, byte[]> Files(string run, Trainer trainer)
    {
        trainer.Run(CancellationToken.None).Write(At(run, "policy"));
        return Directory.EnumerateFiles(At(run, "policy")).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);
    }
}

/// <summary>Calls back after each round.</summary>
/// <param name="onRound">Is given the number of rounds that this trainer has made.</param>
internal sealed class Following(Func<int, bool> onRound) : ITrainingCallback
{
    public int Rounds { get; private set; }

    public long Start { get; private set; } = -1;

    public void OnStart(long step) => Start = step;

    public bool OnRound(TrainingRow row) => onRound(++Rounds);
}
