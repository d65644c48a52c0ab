namespace RlQuery.Cluster.Messages;

/// <summary>What a node answers.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class NodeReply
{
    /// <summary>Lots that have ended, and that the client has not yet said to have seen.</summary>
    [Id(0)]
    public required LotAnswer[] Answers { get; init; }

    /// <summary>Whether the node takes no more lots, since it is about to end.</summary>
    [Id(1)]
    public bool Leaving { get; init; }
}
