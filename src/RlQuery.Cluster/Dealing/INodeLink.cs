using RlQuery.Cluster.Messages;

namespace RlQuery.Cluster.Dealing;

/// <summary>How a client speaks to a node.</summary>
internal interface INodeLink
{
    /// <summary>What the node is called among the nodes of the cluster.</summary>
    string Key { get; }

    /// <summary>Asks the node what it is.</summary>
    Task<NodeDescription> DescribeAsync();

    /// <summary>Asks which files the node does not have.</summary>
    Task<string[]> FindMissingAsync(string[] hashes);

    /// <summary>Sends a piece of a file; see <see cref="Nodes.INode.StoreAsync"/>.</summary>
    Task<string?> StoreAsync(string session, string hash, long length, long offset, byte[] piece);

    /// <summary>Gives work and takes answers.</summary>
    Task<NodeReply> ExchangeAsync(NodeRequest request);

    /// <summary>Makes the node end.</summary>
    Task StopAsync();
}
