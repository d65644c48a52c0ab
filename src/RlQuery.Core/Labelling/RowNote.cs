namespace RlQuery.Core.Labelling;

/// <summary>What an annotator has noted of a row.</summary>
/// <param name="By">The annotator; null if none was named.</param>
/// <param name="Text">The note, of one line or several.</param>
public sealed record RowNote(string? By, string Text);
