using Orleans.Serialization;
using RlQuery.Cluster.Dealing;
using RlQuery.Cluster.Messages;
using RlQuery.Cluster.Nodes;
using RlQuery.Studies.Parcels;

namespace RlQuery.Benchmarks.Workers.Simulated;

/// <summary>A node of this process with one thread: what it says and hears is written and read as Orleans does, and goes over no network.</summary>
/// <param name="key">Its name.</param>
/// <param name="serializer">Writes and reads messages.</param>
/// <param name="folder">A folder for what is sent.</param>
/// <param name="work">What it does.</param>
internal sealed class MadeNode(string key, Serializer serializer, string folder, IParcelWork work) : INodeLink, IDisposable
{
    private readonly NodeWork _work = new(1, new NodeFiles(Directory.CreateDirectory(folder).FullName), _ => _ => work);

    public string Key => key;

    public Task<NodeDescription> DescribeAsync() => Task.FromResult(_work.Describe());

    public Task<string[]> FindMissingAsync(string[] hashes) => Task.FromResult(_work.Files.FindMissing(hashes));

    public Task<string?> StoreAsync(string session, string hash, long length, long offset, byte[] piece) =>
        Task.FromResult(_work.Files.Store(session, hash, length, offset, piece));

    public async Task<NodeReply> ExchangeAsync(NodeRequest request)
    {
        await Task.Yield();
        return Travel(await _work.ExchangeAsync(Travel(request)));
    }

    public Task StopAsync() => Task.CompletedTask;

    public void Dispose() => _work.Dispose();

    private T Travel<T>(T message)
        where T : class => serializer.Deserialize<T>(serializer.SerializeToArray(message))!;
}
