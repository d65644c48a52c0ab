namespace RlQuery.Cluster.Messages;

/// <summary>What a client tells a node: new work, and what it knows of the old.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class NodeRequest
{
    /// <summary>The client's session.</summary>
    [Id(0)]
    public required string Session { get; init; }

    /// <summary>New lots; those that the node has are not begun twice.</summary>
    [Id(1)]
    public required Lot[] Lots { get; init; }

    /// <summary>Numbers of lots whose answers have come; the node may forget them.</summary>
    [Id(2)]
    public required long[] Seen { get; init; }

    /// <summary>Numbers of lots that another node has answered.</summary>
    [Id(3)]
    public required long[] Dropped { get; init; }
}
