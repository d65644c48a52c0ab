namespace RlQuery.Cluster.Messages;

/// <summary>What a node says of itself.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class NodeDescription
{
    /// <summary>Name of its machine and number of its process.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>What it computes by; see <see cref="CodeIdentity"/>.</summary>
    [Id(1)]
    public required string Identity { get; init; }

    /// <summary>Number of its threads.</summary>
    [Id(2)]
    public required int Cores { get; init; }

    /// <summary>Lots that it has been given and has not ended.</summary>
    [Id(3)]
    public required int Lots { get; init; }

    /// <summary>Items that it has done.</summary>
    [Id(4)]
    public required long Done { get; init; }

    /// <summary>Seconds since it began.</summary>
    [Id(5)]
    public required double Seconds { get; init; }

    /// <summary>Lots that it could not do.</summary>
    [Id(6)]
    public required long Faults { get; init; }

    /// <summary>Its clock, seconds since 1970.</summary>
    [Id(7)]
    public required long Clock { get; init; }
}
