using Orleans.Concurrency;
using RlQuery.Cluster.Messages;

namespace RlQuery.Cluster.Nodes;

/// <summary>The door of a worker's process. What is behind it is <see cref="NodeWork"/>.</summary>
/// <param name="work">What the process does.</param>
[OnSilo]
[Reentrant]
internal sealed class NodeGrain(NodeWork work) : Grain, INode
{
    public Task<NodeDescription> DescribeAsync() => Task.FromResult(work.Describe());

    public Task<string[]> FindMissingAsync(string[] hashes) => Task.FromResult(work.Files.FindMissing(hashes));

    public Task<string?> StoreAsync(string session, string hash, long length, long offset, byte[] piece) =>
        Task.FromResult(work.Files.Store(session, hash, length, offset, piece));

    public Task<NodeReply> ExchangeAsync(NodeRequest request) => work.ExchangeAsync(request);

    public Task StopAsync()
    {
        work.AskToStop();
        return Task.CompletedTask;
    }
}
