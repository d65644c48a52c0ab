using System.Diagnostics;
using RlQuery.Cluster.Dealing;
using RlQuery.Cluster.Messages;
using RlQuery.Core;

namespace RlQuery.Cluster.Hosting;

/// <summary>Looks at the workers of a cluster, and ends them.</summary>
public static class ClusterOverview
{
    /// <summary>Asks every worker what it is doing.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="InvalidInputException">The store does not answer, or no worker does.</exception>
    public static async Task<IReadOnlyList<ClusterNodeStatus>> LookAsync(ClusterDefinition cluster, CancellationToken cancellation)
    {
        using OrleansNodes nodes = await ConnectedCluster.ConnectAsync(cluster, waits: false, cancellation).ConfigureAwait(false);
        IReadOnlyList<INodeLink> links = await FindAsync(nodes, cluster, cancellation).ConfigureAwait(false);
        return await Task.WhenAll(links.Select(DescribeAsync)).WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Tells every worker to finish what it is doing and to end.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>Number of workers that were told.</returns>
    /// <exception cref="InvalidInputException">The store does not answer, or no worker does.</exception>
    public static async Task<int> StopAsync(ClusterDefinition cluster, CancellationToken cancellation)
    {
        using OrleansNodes nodes = await ConnectedCluster.ConnectAsync(cluster, waits: false, cancellation).ConfigureAwait(false);
        IReadOnlyList<INodeLink> links = await FindAsync(nodes, cluster, cancellation).ConfigureAwait(false);
        bool[] told = await Task.WhenAll(links.Select(TellAsync)).WaitAsync(cancellation).ConfigureAwait(false);
        return told.Count(one => one);
    }

    private static async Task<IReadOnlyList<INodeLink>> FindAsync(OrleansNodes nodes, ClusterDefinition cluster, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await nodes.FindAsync().WaitAsync(cancellation).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is TimeoutException or OrleansException)
            {
                // The worker that was asked may have been killed; soon the others notice.
                if (clock.Elapsed > TimeSpan.FromSeconds(cluster.TimeoutSeconds))
                {
                    throw new InvalidInputException(
                        $"cluster: no worker of {cluster.Id} says within {cluster.TimeoutSeconds} s which workers there are; try again later");
                }
                await Task.Delay(TimeSpan.FromSeconds(1), cancellation).ConfigureAwait(false);
            }
        }
    }

    private static async Task<ClusterNodeStatus> DescribeAsync(INodeLink link)
    {
        try
        {
            NodeDescription node = await link.DescribeAsync().ConfigureAwait(false);
            return new ClusterNodeStatus(link.Key, node.Name)
            {
                Identity = node.Identity,
                Cores = node.Cores,
                Lots = node.Lots,
                Episodes = node.Done,
                Failures = node.Faults,
                Since = TimeSpan.FromSeconds(node.Seconds),
            };
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            return new ClusterNodeStatus(link.Key, null);
        }
    }

    private static async Task<bool> TellAsync(INodeLink link)
    {
        try
        {
            await link.StopAsync().ConfigureAwait(false);
            return true;
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            return false;
        }
    }
}
