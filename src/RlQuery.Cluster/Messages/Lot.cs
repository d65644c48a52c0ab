namespace RlQuery.Cluster.Messages;

/// <summary>Items of a parcel that one thread of a node does one after the other.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class Lot
{
    /// <summary>Its number in the client's session.</summary>
    [Id(0)]
    public required long Number { get; init; }

    /// <summary>SHA-256 of the parcel's description.</summary>
    [Id(1)]
    public required string Parcel { get; init; }

    /// <summary>What is sent with the items.</summary>
    [Id(2)]
    public required byte[] Context { get; init; }

    /// <summary>The items.</summary>
    [Id(3)]
    public required int[] Items { get; init; }
}
