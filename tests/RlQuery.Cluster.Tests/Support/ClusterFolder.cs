using RlQuery.Core.Data.Reading;
using RlQuery.Studies.Evaluation;
using RlQuery.Studies.Parcels;

namespace RlQuery.Cluster.Tests.Support;

/// <summary>A folder with a small evaluation and its results on one thread of this process, gone after the tests.</summary>
public sealed class ClusterFolder : IDisposable
{
    private const string Here = "here";

    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-cluster-").FullName;

    public ClusterFolder()
    {
        File.WriteAllText(
            At("env.json"), """{ "evaluation": ["iris", "wine"], "signals": ["margin", "density"], "state": ["budget-used"], "budget": 8 }""");
        EvaluationStudy.Open(Options(Here)).Run();
    }

    public static string Policy { get; } = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(EnvironmentsFolder.Locate()))!, "policies", "quickstart");

    public string At(params string[] names) => Path.Combine([_folder, .. names]);

    /// <summary>An evaluation of two strategies, a policy and its controls.</summary>
    /// <param name="name">Name of its folder.</param>
    /// <param name="nodes">Who plays; null for this process.</param>
    /// <param name="seeds">Number of seeds.</param>
    public EvaluationOptions Options(string name, IParcelNodes? nodes = null, int seeds = 5) => new()
    {
        Environments = [At("env.json")],
        Out = At(name),
        Strategies = ["random", "margin"],
        Policies = [Policy],
        Controls = true,
        AllowSeen = true,
        Metrics = ["accuracy", "log-loss"],
        Stops = ["budget:4"],
        Repeats = seeds,
        Jobs = 1,
        Nodes = nodes,
    };

    /// <summary>Runs the evaluation on nodes, and compares every byte.</summary>
    /// <param name="name">Name of its folder.</param>
    /// <param name="nodes">Who plays.</param>
    public void AssertSame(string name, IParcelNodes nodes)
    {
        EvaluationStudy.Open(Options(name, nodes)).Run();
        AssertSame(name);
    }

    /// <summary>Compares every byte of a folder with the results of one thread of this process.</summary>
    /// <param name="name">Name of the folder.</param>
    public void AssertSame(string name)
    {
        Assert.Equal(Files(At(Here)), Files(At(name)));
        foreach (string file in Files(At(name)))
        {
            Assert.True(File.ReadAllBytes(At(Here, file)).AsSpan().SequenceEqual(File.ReadAllBytes(At(name, file))), file);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string[] Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];
}
