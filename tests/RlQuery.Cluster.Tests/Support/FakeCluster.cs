using RlQuery.Cluster.Dealing;
using RlQuery.Studies.Parcels;

namespace RlQuery.Cluster.Tests.Support;

/// <summary>Nodes of this process.</summary>
/// <param name="alive">Those that are alive, by the number of times that it was asked.</param>
internal sealed class FakeCluster(Func<int, IReadOnlyList<INodeLink>> alive) : IParcelNodes, INodeDirectory
{
    private int _asked;

    public List<string> Told { get; } = [];

    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    public string Words => "";

    public Task<IReadOnlyList<INodeLink>> FindAsync() => Task.FromResult(alive(_asked++));

    public void Run(
        Parcel parcel, byte[] context, IReadOnlyList<int> items, Action<int, byte[]?> answered, Action<string> tell, CancellationToken cancellation)
    {
        using var run = new ClusterRun(parcel, context, items, Patience, Told.Add);
        run.Run(this, answered, cancellation);
    }
}
