namespace RlQuery.Core.Labelling;

/// <summary>What somebody said of a row.</summary>
/// <param name="By">Who; null if none was named.</param>
/// <param name="Answer">What was said, as <see cref="IAnswerForm.Normalize"/> has it; null where the row was left aside.</param>
public readonly record struct Opinion(string? By, string? Answer)
{
    /// <summary>When it was said or last changed, as the file has it that it comes from.</summary>
    /// <value>Default: null; it was said in the session, or the file does not say.</value>
    public DateTimeOffset? At { get; init; }

    /// <summary>Whether it is the truth, as a file has it: what others said does not count beside it.</summary>
    /// <value>Default: false.</value>
    public bool IsGroundTruth { get; init; }
}
