namespace RlQuery.Cluster.Messages;

/// <summary>What came of a lot.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class LotAnswer
{
    /// <summary>Number of the lot.</summary>
    [Id(0)]
    public required long Number { get; init; }

    /// <summary>The answer to each item; null where there is none.</summary>
    [Id(1)]
    public byte[][]? Answers { get; init; }

    /// <summary>Why the node can do no lot of this parcel; null where it can. Neither answers nor a fault: the node leaves, and hands the lot back.</summary>
    [Id(2)]
    public string? Fault { get; init; }

    /// <summary>Seconds that its thread spent on it.</summary>
    [Id(3)]
    public double Seconds { get; init; }
}
