namespace RlQuery.Cluster.Dealing;

/// <summary>A lot that has been dealt, and who has it.</summary>
/// <param name="number">Its number.</param>
/// <param name="items">Its items.</param>
internal sealed class DealtLot(long number, int[] items)
{
    /// <summary>Its number.</summary>
    public long Number => number;

    /// <summary>Its items.</summary>
    public int[] Items => items;

    /// <summary>The nodes that have it, and since when.</summary>
    public Dictionary<string, TimeSpan> Holders { get; } = [];

    /// <summary>How often a node was lost that had it.</summary>
    public int Losses { get; set; }
}
