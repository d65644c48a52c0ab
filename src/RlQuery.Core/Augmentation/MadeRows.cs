namespace RlQuery.Core.Augmentation;

/// <summary>Made rows, best first.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Notes">What a person should know of how they were made, a line each.</param>
public sealed record MadeRows(IReadOnlyList<MadeRow> Rows, IReadOnlyList<string> Notes);
