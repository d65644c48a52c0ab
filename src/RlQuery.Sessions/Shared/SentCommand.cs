namespace RlQuery.Sessions.Shared;

/// <summary>A command as a page sends it.</summary>
/// <param name="Command">What is asked for.</param>
/// <param name="Row">The row that the page showed; null where it showed none.</param>
/// <param name="Version">The version that the page showed; see <see cref="Turn"/>.</param>
/// <param name="Key">A text that is the page's own for this command: if it comes twice, it counts once.</param>
public sealed record SentCommand(LabelCommand Command, int? Row, int Version, string Key);
