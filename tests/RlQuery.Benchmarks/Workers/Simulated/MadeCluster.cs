using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using RlQuery.Cluster.Dealing;
using RlQuery.Cluster.Nodes;
using RlQuery.Studies.Parcels;

namespace RlQuery.Benchmarks.Workers.Simulated;

/// <summary>Nodes of this process, for a client as it is. They make up episodes at once.</summary>
/// <param name="nodes">Number of nodes.</param>
internal sealed class MadeCluster(int nodes) : IParcelNodes, INodeDirectory, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rlquery-made-");
    private MadeNode[] _nodes = [];

    public string Words => $"{nodes} nodes";

    public Task<IReadOnlyList<INodeLink>> FindAsync() => Task.FromResult<IReadOnlyList<INodeLink>>(_nodes);

    public void Run(
        Parcel parcel, byte[] context, IReadOnlyList<int> items, Action<int, byte[]?> answered, Action<string> tell, CancellationToken cancellation)
    {
        var work = new MadeEpisodes(MadeEpisodes.SettingsOf(parcel));
        Serializer serializer = new ServiceCollection().AddSerializer(made => made.AddAssembly(typeof(INode).Assembly)).BuildServiceProvider()
            .GetRequiredService<Serializer>();
        _nodes = [.. Enumerable.Range(1, nodes).Select(i => new MadeNode($"node-{i}", serializer, Path.Combine(_folder.FullName, $"{i}"), work))];
        using var run = new ClusterRun(parcel, context, items, TimeSpan.FromSeconds(30), _ => { });
        run.Run(this, answered, cancellation);
    }

    public void Dispose()
    {
        Array.ForEach(_nodes, node => node.Dispose());
        _folder.Delete(recursive: true);
    }
}
