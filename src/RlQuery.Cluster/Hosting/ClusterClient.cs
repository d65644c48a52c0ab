using RlQuery.Cluster.Dealing;
using RlQuery.Core;
using RlQuery.Studies.Parcels;

namespace RlQuery.Cluster.Hosting;

/// <summary>A client of a cluster: has its workers play the episodes of a study. It connects when it is first used.</summary>
/// <param name="cluster">The cluster.</param>
public sealed class ClusterClient(ClusterDefinition cluster) : IParcelNodes, IDisposable
{
    private OrleansNodes? _nodes;
    private ClusterRun? _run;

    /// <inheritdoc/>
    public string Words => _run?.Nodes switch { null or 0 => "no node", 1 => "1 node", int nodes => FormattableString.Invariant($"{nodes} nodes") };

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">The store does not answer, no worker does within the cluster's time-out, or a file is too large.</exception>
    public void Run(
        Parcel parcel, byte[] context, IReadOnlyList<int> items, Action<int, byte[]?> answered, Action<string> tell, CancellationToken cancellation)
    {
        if (parcel.Files.FirstOrDefault(file => file.Content.Length > Nodes.NodeFiles.MostBytes) is { } large)
        {
            throw new InvalidInputException($"cluster: a data set of {large.Content.Length} bytes does not travel; at most {Nodes.NodeFiles.MostBytes} do");
        }
        _nodes ??= ConnectedCluster.ConnectAsync(cluster, cancellation).GetAwaiter().GetResult();
        using var run = new ClusterRun(parcel, context, items, TimeSpan.FromSeconds(cluster.TimeoutSeconds), tell);
        _run = run;
        try
        {
            run.Run(_nodes, answered, cancellation);
        }
        finally
        {
            _run = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _nodes?.Dispose();
}
