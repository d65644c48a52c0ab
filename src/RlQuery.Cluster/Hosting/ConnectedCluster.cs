using RlQuery.Core;

namespace RlQuery.Cluster.Hosting;

/// <summary>Connects to a cluster, in which a first worker may be about to begin.</summary>
internal static class ConnectedCluster
{
    /// <summary>Connects.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="waits">Whether to wait for a first worker, within the time-out of the cluster.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="InvalidInputException">The store does not answer, or no worker does.</exception>
    public static async Task<OrleansNodes> ConnectAsync(ClusterDefinition cluster, bool waits, CancellationToken cancellation)
    {
        var store = new StorePlace(cluster);
        await store.CheckAsync(cancellation).ConfigureAwait(false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(cluster.TimeoutSeconds));
        while (true)
        {
            try
            {
                return await OrleansNodes.ConnectAsync(store, limit.Token).ConfigureAwait(false);
            }
            catch when (!cancellation.IsCancellationRequested)
            {
                if (!waits && !limit.IsCancellationRequested)
                {
                    throw new InvalidInputException($"cluster: no worker of {cluster.Id} answers; start one with 'rlquery worker'");
                }
                // The first worker may be about to begin.
                if (limit.IsCancellationRequested)
                {
                    throw new InvalidInputException(
                        $"cluster: no worker of {cluster.Id} answers within {cluster.TimeoutSeconds} s; start one with 'rlquery worker'");
                }
                await Task.Delay(TimeSpan.FromSeconds(1), limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
