namespace RlQuery.Studies.Parcels;

/// <summary>All that another process needs to play the episodes of a study.</summary>
/// <param name="Description">What is to be done, in JSON; it names the other files by their hashes.</param>
/// <param name="Files">The other files.</param>
public sealed record Parcel(ParcelFile Description, IReadOnlyList<ParcelFile> Files);
