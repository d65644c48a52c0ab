namespace RlQuery.Cluster;

/// <summary>Where the processes of a cluster find each other.</summary>
public enum ClusterStore
{
    /// <summary>The first worker of this machine tells the others: for trying out, on loopback alone.</summary>
    Development,

    /// <summary>A Redis server.</summary>
    Redis,

    /// <summary>A PostgreSQL server.</summary>
    Postgresql,
}
