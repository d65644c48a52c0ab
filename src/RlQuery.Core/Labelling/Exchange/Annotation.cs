namespace RlQuery.Core.Labelling.Exchange;

/// <summary>An annotator's answer for a row, as a file has it.</summary>
/// <param name="Row">0-based row of the table.</param>
/// <param name="Answer">The name of a class, or a number; null if the row was skipped.</param>
/// <param name="By">Who; null where nobody is named.</param>
internal readonly record struct Annotation(int Row, string? Answer, string? By);
