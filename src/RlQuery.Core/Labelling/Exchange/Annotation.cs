namespace RlQuery.Core.Labelling.Exchange;

/// <summary>An annotator's answer for a row, as a file has it.</summary>
/// <param name="Row">0-based row of the table.</param>
/// <param name="Answer">The name of a class, or a number; null if the row was skipped.</param>
/// <param name="By">Who; null where nobody is named.</param>
internal readonly record struct Annotation(int Row, string? Answer, string? By)
{
    /// <summary>When it was last changed; null where the file does not say.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Whether the file says that it is the truth, whatever others said.</summary>
    public bool IsGroundTruth { get; init; }
}
