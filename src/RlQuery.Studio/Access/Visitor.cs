namespace RlQuery.Studio.Access;

/// <summary>Who asks.</summary>
/// <param name="Annotator">The name; null if nobody is named.</param>
/// <param name="Token">What the page sends with each command.</param>
/// <param name="SeesRuns">Whether trainings and evaluations are shown.</param>
/// <param name="Paints">Whether regions of pictures can be painted.</param>
internal sealed record Visitor(string? Annotator, string Token, bool SeesRuns, bool Paints);
