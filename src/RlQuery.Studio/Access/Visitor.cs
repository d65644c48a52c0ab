namespace RlQuery.Studio.Access;

/// <summary>Who asks.</summary>
/// <param name="Annotator">The name; null if nobody is named.</param>
/// <param name="Token">What the page sends with each command.</param>
internal sealed record Visitor(string? Annotator, string Token);
