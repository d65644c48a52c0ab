namespace RlQuery.Core.Policies;

/// <summary>A data set or an environment, by name and identity.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Hash">SHA-256 of its content in hexadecimal.</param>
public sealed record PolicySource(string Name, string Hash);
