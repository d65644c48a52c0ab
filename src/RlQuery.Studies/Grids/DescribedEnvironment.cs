namespace RlQuery.Studies.Grids;

/// <summary>What a manifest says of an environment.</summary>
/// <param name="Name">Name of its file.</param>
/// <param name="Hash">SHA-256 of its file.</param>
public sealed record DescribedEnvironment(string Name, string Hash);
