namespace RlQuery.Core.Labelling;

/// <summary>What somebody said of a row.</summary>
/// <param name="By">Who; null if none was named.</param>
/// <param name="Answer">What was said, as <see cref="IAnswerForm.Normalize"/> has it; null where the row was left aside.</param>
public readonly record struct Opinion(string? By, string? Answer);
