namespace RlQuery.Studio;

/// <summary>A link that leads into the page.</summary>
/// <param name="Annotator">Whose it is; null if nobody is named.</param>
/// <param name="Address">The address with its token, which is a secret.</param>
public sealed record StudioLink(string? Annotator, Uri Address);
