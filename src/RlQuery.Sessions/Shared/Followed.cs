namespace RlQuery.Sessions.Shared;

/// <summary>A result of <see cref="SessionFollower{T}"/>.</summary>
/// <param name="Value">The result.</param>
/// <param name="Seen">How many events it knows of that were told.</param>
/// <typeparam name="T">What the work gives.</typeparam>
internal sealed record Followed<T>(T Value, int Seen);
