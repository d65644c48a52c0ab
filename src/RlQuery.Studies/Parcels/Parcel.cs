namespace RlQuery.Studies.Parcels;

/// <summary>All that another process needs to play the episodes of a study.</summary>
/// <param name="Description">What is to be done, in JSON; it names the other files by their hashes.</param>
/// <param name="Files">The other files.</param>
public sealed record Parcel(ParcelFile Description, IReadOnlyList<ParcelFile> Files)
{
    /// <summary>The most items that are done and answered together.</summary>
    /// <value>At least 1. Default: any number. Fewer where an answer is long.</value>
    public int MostItems { get; init; } = int.MaxValue;
}
