using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization;
using RlQuery.Cluster.Dealing;
using RlQuery.Cluster.Messages;
using RlQuery.Cluster.Nodes;

namespace RlQuery.Cluster.Hosting;

/// <summary>The workers of a cluster, as an Orleans client sees them.</summary>
internal sealed class OrleansNodes : INodeDirectory, IDisposable
{
    private readonly IHost _host;

    private OrleansNodes(IHost host) => _host = host;

    /// <summary>Connects to a cluster.</summary>
    /// <param name="store">Where its processes find each other.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public static async Task<OrleansNodes> ConnectAsync(StorePlace store, CancellationToken cancellation)
    {
        IHost host = new HostBuilder()
            .UseOrleansClient(client =>
            {
                store.Use(client);
                // Who connects knows how often to try.
                client.UseConnectionRetryFilter((_, _) => Task.FromResult(false));
                client.Configure<ClientMessagingOptions>(options =>
                    (options.ResponseTimeout, options.MaxMessageBodySize) = (ClusterTimes.Answer, ClusterTimes.MostMessageBytes));
                client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
            })
            .ConfigureServices(services => services
                .AddSingleton<IHostLifetime, QuietLifetime>()
                .AddSerializer(serializer => serializer.AddAssembly(typeof(INode).Assembly)))
            .Build();
        try
        {
            await host.StartAsync(cancellation).WaitAsync(cancellation).ConfigureAwait(false);
            return new OrleansNodes(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<INodeLink>> FindAsync()
    {
        IGrainFactory grains = _host.Services.GetRequiredService<IGrainFactory>();
        Dictionary<SiloAddress, SiloStatus> hosts = await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true).ConfigureAwait(false);
        return [.. hosts.Keys.Order().Select(silo => new Link(silo.ToParsableString(), grains))];
    }

    public void Dispose()
    {
        _host.StopAsync(TimeSpan.FromSeconds(2)).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        _host.Dispose();
    }

    private sealed class Link(string key, IGrainFactory grains) : INodeLink
    {
        private readonly INode _node = grains.GetGrain<INode>(key);

        public string Key => key;

        public Task<NodeDescription> DescribeAsync() => _node.DescribeAsync();

        public Task<string[]> FindMissingAsync(string[] hashes) => _node.FindMissingAsync(hashes);

        public Task<string?> StoreAsync(string session, string hash, long length, long offset, byte[] piece) =>
            _node.StoreAsync(session, hash, length, offset, piece);

        public Task<NodeReply> ExchangeAsync(NodeRequest request) => _node.ExchangeAsync(request);

        public Task StopAsync() => _node.StopAsync();
    }
}
