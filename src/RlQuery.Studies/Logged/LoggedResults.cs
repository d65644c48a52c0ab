namespace RlQuery.Studies.Logged;

/// <summary>What came of estimating policies from sessions.</summary>
/// <param name="Folder">The folder of the results.</param>
/// <param name="Rows">The estimates; the first are those of what was asked.</param>
/// <param name="Warnings">A line for each policy that the sessions say little about.</param>
public sealed record LoggedResults(string Folder, IReadOnlyList<LoggedRow> Rows, IReadOnlyList<string> Warnings);
