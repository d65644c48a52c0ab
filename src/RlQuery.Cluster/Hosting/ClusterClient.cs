using RlQuery.Cluster.Dealing;
using RlQuery.Core;
using RlQuery.Studies.Parcels;

namespace RlQuery.Cluster.Hosting;

/// <summary>A client of a cluster: has its workers play the episodes of a study. It connects when it is first used.</summary>
/// <param name="cluster">The cluster.</param>
public sealed class ClusterClient(ClusterDefinition cluster) : IParcelNodes, IDisposable
{
    private readonly HashSet<string> _told = [];
    private OrleansNodes? _nodes;
    private ClusterRun? _run;

    /// <summary>The nodes of the run that goes on or has ended last, in a few words.</summary>
    public string Words => _run?.LastNodes switch { null => "", 1 => "1 node", int nodes => FormattableString.Invariant($"{nodes} nodes") };

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">The store does not answer, no worker does within the cluster's time-out, or a file is too large.</exception>
    public void Run(
        Parcel parcel, byte[] context, IReadOnlyList<int> items, Action<int, byte[]?> answered, Action<string> tell, CancellationToken cancellation)
    {
        if (parcel.Files.FirstOrDefault(file => file.Content.Length > Nodes.NodeFiles.MostBytes) is { } large)
        {
            throw new InvalidInputException($"cluster: a data set of {large.Content.Length} bytes does not travel; at most {Nodes.NodeFiles.MostBytes} do");
        }
        _nodes ??= ConnectedCluster.ConnectAsync(cluster, waits: true, cancellation).GetAwaiter().GetResult();
        // Each round of a training is a run, and finds the same nodes.
        using var run = new ClusterRun(parcel, context, items, TimeSpan.FromSeconds(cluster.TimeoutSeconds), line =>
        {
            if (_told.Add(line))
            {
                tell(line);
            }
        });
        _run = run;
        run.Run(_nodes, answered, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _nodes?.Dispose();
}
