namespace RlQuery.Cluster;

/// <summary>What a worker of a cluster is doing.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Name">Its machine and process; null if it does not answer.</param>
public sealed record ClusterNodeStatus(string Address, string? Name)
{
    /// <summary>What its results depend on: version and arithmetic.</summary>
    public string Identity { get; init; } = "";

    /// <summary>Whether a client of this process could use it.</summary>
    public bool IsSame => Identity == CodeIdentity.Here;

    /// <summary>Number of its threads.</summary>
    public int Cores { get; init; }

    /// <summary>Lots of episodes that it has and has not ended.</summary>
    public int Lots { get; init; }

    /// <summary>Episodes that it has played.</summary>
    public long Episodes { get; init; }

    /// <summary>Lots that it could not do.</summary>
    public long Failures { get; init; }

    /// <summary>Since it began.</summary>
    public TimeSpan Since { get; init; }
}
