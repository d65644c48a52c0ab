using RlQuery.Cluster.Tests.Support;
using RlQuery.Core;
using RlQuery.Core.Tests.Support;
using RlQuery.Studies.Evaluation;
using RlQuery.Studies.Inputs;
using RlQuery.Studies.Parcels;
using RlQuery.Studies.Standard;

namespace RlQuery.Cluster.Tests.Nodes;

/// <summary>Parts of one's own, from an assembly that no test references, on nodes of this process.</summary>
/// <param name="folder">A folder.</param>
public sealed class SentPartsTests(ClusterFolder folder) : IClassFixture<ClusterFolder>
{
    private static readonly string Own = Path.Combine(
        Repository.Root, "tests", "RlQuery.OwnParts", "bin", AppContext.BaseDirectory.Contains("Debug", StringComparison.Ordinal) ? "Debug" : "Release",
        "net10.0",
        "RlQuery.OwnParts.dll");

    [Fact]
    public void Parts_travel_by_their_hash_to_nodes_that_allow_it_and_give_the_same_bytes()
    {
        EvaluationStudy.Open(Options("own-here", null)).Run();
        using var node = new FakeNode("node") { AllowsParts = true };
        EvaluationStudy.Open(Options("own-there", new FakeCluster(_ => [node]))).Run();
        foreach (string file in Directory.GetFiles(folder.At("own-here")))
        {
            Assert.True(File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(folder.At("own-there", Path.GetFileName(file)))), file);
        }
    }

    [Fact]
    public void A_node_that_does_not_allow_them_is_left_out_by_name()
    {
        using var node = new FakeNode("node");
        var cluster = new FakeCluster(_ => [node]) { Patience = TimeSpan.FromSeconds(1) };
        IOException without = Assert.Throws<IOException>(() => EvaluationStudy.Open(Options("refused", cluster)).Run());
        Assert.Matches(
            "node: .*RlQuery\\.OwnParts\\.dll.* of --parts is not allowed here; start the worker with --allow-parts, or with the same --parts$",
            without.Message);
    }

    private EvaluationOptions Options(string name, IParcelNodes? nodes) => new()
    {
        Environments = [folder.At("env.json")],
        Parts = StudyParts.Create().WithAssembly(Own),
        Out = folder.At(name),
        Strategies = ["random", "surest-first", "own"],
        Repeats = 2,
        Jobs = 1,
        Nodes = nodes,
    };
}
