using RlQuery.Core.Data.Reading;
using RlQuery.Studies.Evaluation;
using RlQuery.Studies.Parcels;

namespace RlQuery.Cluster.Tests.Support;

/// <summary>A folder with a small evaluation, gone after the test.</summary>
internal sealed class ClusterFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-cluster-").FullName;

    public ClusterFolder() => File.WriteAllText(
        At("env.json"), """{ "evaluation": ["iris", "wine"], "signals": ["margin", "density"], "state": ["budget-used"], "budget": 8 }""");

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

    /// <summary>Runs the evaluation on one thread of this process and on nodes, and compares every byte.</summary>
    public void AssertSame(IParcelNodes nodes, int seeds = 5)
    {
        EvaluationStudy.Open(Options("here", seeds: seeds)).Run();
        EvaluationStudy.Open(Options("there", nodes, seeds)).Run();
        AssertSameBytes("here", "there");
    }

    public void AssertSameBytes(string one, string other)
    {
        Assert.Equal(Files(At(one)), Files(At(other)));
        foreach (string file in Files(At(one)))
        {
            Assert.True(File.ReadAllBytes(At(one, file)).AsSpan().SequenceEqual(File.ReadAllBytes(At(other, file))), file);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string[] Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];
}
