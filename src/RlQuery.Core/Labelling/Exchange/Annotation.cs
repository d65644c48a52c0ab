namespace RlQuery.Core.Labelling.Exchange;

/// <summary>What somebody said of a row, as a file has it.</summary>
/// <param name="Row">0-based row of the table.</param>
/// <param name="Answer">The name of a class, or a number; null where the row was left aside.</param>
/// <param name="By">Who; null where nobody is named.</param>
internal readonly record struct Annotation(int Row, string? Answer, string? By);
