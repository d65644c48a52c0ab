using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Orleans.Serialization;
using RlQuery.Cluster.Nodes;
using RlQuery.Core;

namespace RlQuery.Cluster.Hosting;

/// <summary>A worker: a process that plays episodes for the clients of a cluster.</summary>
public static class ClusterWorker
{
    private const string OrleansMeter = "Microsoft.Orleans";

    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan LongestDisposal = TimeSpan.FromSeconds(2);

    /// <summary>Joins a cluster, and works until it is told to end.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cores">Number of threads, at least 1.</param>
    /// <param name="listen">Where it listens: loopback, or an address of this machine that the others reach.</param>
    /// <param name="parts">The parts that episodes may name.</param>
    /// <param name="allowParts">Whether it runs the code of assemblies with parts that clients send.</param>
    /// <param name="metrics">Port of a page for Prometheus, <c>http://127.0.0.1:PORT/metrics</c>; null for none.</param>
    /// <param name="ready">Called with a line once it takes work.</param>
    /// <param name="cancellation">Ends it: it finishes the lots that it is doing, hands back the others, and leaves.</param>
    /// <exception cref="InvalidInputException">The store does not answer, or it may not listen there.</exception>
    /// <exception cref="IOException">It has ended, and the store does not answer any more: it still counts the worker.</exception>
    public static async Task RunAsync(
        ClusterDefinition cluster, int cores, IPAddress listen, Parts parts, bool allowParts, int? metrics, Action<string> ready,
        CancellationToken cancellation)
    {
        var store = new StorePlace(cluster);
        store.CheckListening(listen);
        await store.CheckAsync(cancellation).ConfigureAwait(false);
        NodePorts ports = (store.IsDevelopment ? NodePorts.IfFree(store.Primary, store.PrimaryGateway) : null) ?? NodePorts.Free(listen);
        using var folder = WorkerFolder.Create(Path.GetTempPath());
        using var work = new NodeWork(cores, folder.Location, parts, allowParts);
        using MetricsPage? page = metrics is int port ? new MetricsPage(port, NodeMeter.Name, OrleansMeter) : null;
        IHost host = Build(store, ports, work);
        using var meter = new NodeMeter(work, () => Nodes(host));
        try
        {
            await StartAsync(host, cluster, cancellation).ConfigureAwait(false);
            ready($"worker of cluster {cluster.Id} on {ports.Address}:{ports.Silo}, {cores} {(cores == 1 ? "core" : "cores")}; Ctrl+C ends it");
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, work.Asked);
            await Task.Delay(Timeout.Infinite, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await work.LeaveAsync(LongestGoodbye).ConfigureAwait(false);
            await StopAsync(host, cluster).ConfigureAwait(false);
        }
        finally
        {
            // A host that cannot reach its store may hang here too.
            await Task.Run(host.Dispose, CancellationToken.None).WaitAsync(LongestDisposal, CancellationToken.None)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static int Nodes(IHost host) => host.Services.GetRequiredService<IClusterMembershipService>().CurrentSnapshot.Members.Values
        .Count(member => member.Status == SiloStatus.Active);

    private static IHost Build(StorePlace store, NodePorts ports, NodeWork work) => new HostBuilder()
        .UseOrleans(silo =>
        {
            store.Use(silo, ports);
            silo.Configure<ClusterMembershipOptions>(ClusterTimes.Set);
            silo.Configure<SiloMessagingOptions>(options => options.MaxMessageBodySize = ClusterTimes.MostMessageBytes);
            silo.Services.AddPlacementDirector<OnSiloPlacement, OnSiloDirector>();
        })
        .ConfigureServices(services => services
            .AddSingleton(work)
            .AddSingleton<IHostLifetime, QuietLifetime>()
            .AddSerializer(serializer => serializer.AddAssembly(typeof(INode).Assembly)))
        .Build();

    private static async Task StopAsync(IHost host, ClusterDefinition cluster)
    {
        Task stop = Task.Run(() => host.StopAsync(CancellationToken.None), CancellationToken.None);
        await stop.WaitAsync(LongestStop, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stop.IsCompletedSuccessfully)
        {
            throw new IOException($"cluster: the store of {cluster.Id} does not answer; the worker ends, and is listed until others notice");
        }
    }

    private static async Task StartAsync(IHost host, ClusterDefinition cluster, CancellationToken cancellation)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(TimeSpan.FromSeconds(cluster.TimeoutSeconds));
            await host.StartAsync(limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new InvalidInputException($"cluster: {cluster.Id} could not be joined within {cluster.TimeoutSeconds} s");
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            throw new InvalidInputException($"cluster: {cluster.Id} could not be joined: {failure.GetBaseException().Message.ReplaceLineEndings(" ")}");
        }
    }
}
