namespace RlQuery.Cluster.Dealing;

/// <summary>Says which nodes there are.</summary>
internal interface INodeDirectory
{
    /// <summary>The nodes that are alive.</summary>
    /// <exception cref="Exception">They cannot be told at the moment.</exception>
    Task<IReadOnlyList<INodeLink>> FindAsync();
}
