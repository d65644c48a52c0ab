namespace RlQuery.Studies.Grids;

/// <summary>The manifest's record of a data set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Number of rows; null where it is not said.</param>
/// <param name="Features">Number of features; null where it is not said.</param>
/// <param name="Classes">Number of classes; null where it is not said, or there are none.</param>
/// <param name="Hash">Hash of its content.</param>
public sealed record DescribedSet(string Name, int? Rows, int? Features, int? Classes, string Hash);
