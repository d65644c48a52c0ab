namespace RlQuery.Core;

/// <summary>An assembly that brought parts of one's own.</summary>
/// <param name="Name">Name of its file, without the folder.</param>
/// <param name="Hash">SHA-256 of the file, in hexadecimal.</param>
public sealed record PartsSource(string Name, string Hash)
{
    /// <summary>Where the file is; null where that is not known.</summary>
    internal string? Location { get; init; }
}
