namespace RlQuery.Annotators.Recording;

/// <summary>An answer as it is recorded.</summary>
/// <param name="Text">What the model said; empty where the server refused the question.</param>
/// <param name="Refusal">Why the server refused the question, such as <c>content_filter</c>; null where it did not.</param>
/// <param name="InputTokens">Tokens of the prompt.</param>
/// <param name="OutputTokens">Tokens of the answer.</param>
/// <param name="Money">What it cost.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record RecordedAnswer(string Text, string? Refusal, long InputTokens, long OutputTokens, decimal Money, double Seconds);
