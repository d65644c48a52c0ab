using RlQuery.Cluster.Messages;

namespace RlQuery.Cluster.Nodes;

/// <summary>A worker's process, by the address of its silo.</summary>
[Alias("RlQuery.Cluster.Node")]
internal interface INode : IGrainWithStringKey
{
    /// <summary>Says what the node is.</summary>
    [Alias("Describe")]
    Task<NodeDescription> DescribeAsync();

    /// <summary>Which files the node does not have.</summary>
    /// <param name="hashes">Hashes of files.</param>
    [Alias("FindMissing")]
    Task<string[]> FindMissingAsync(string[] hashes);

    /// <summary>Receives a piece of a file.</summary>
    /// <param name="session">The client's session.</param>
    /// <param name="hash">Hash of the file.</param>
    /// <param name="length">Bytes of the whole file.</param>
    /// <param name="offset">Where the piece begins; pieces come in order.</param>
    /// <param name="piece">The piece.</param>
    /// <returns>Why the node cannot keep it; null where it can.</returns>
    [Alias("Store")]
    Task<string?> StoreAsync(string session, string hash, long length, long offset, byte[] piece);

    /// <summary>Takes work, and gives answers; waits a moment for one where there is none.</summary>
    /// <param name="request">What the client tells.</param>
    [Alias("Exchange")]
    Task<NodeReply> ExchangeAsync(NodeRequest request);

    /// <summary>Makes the node end as on SIGTERM.</summary>
    [Alias("Stop")]
    Task StopAsync();
}
