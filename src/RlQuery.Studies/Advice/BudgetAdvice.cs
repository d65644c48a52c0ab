namespace RlQuery.Studies.Advice;

/// <summary>What to expect with a number of queries.</summary>
/// <param name="Queries">Number of queries.</param>
/// <param name="MarginOverRandom">Margin sampling less random labels.</param>
/// <param name="PolicyOverRandom">The policy less random labels; null where it was measured on too few sets, or not at all.</param>
/// <param name="PolicyOverMargin">The policy less margin sampling; null where it was measured on too few sets, or not at all.</param>
public sealed record BudgetAdvice(int Queries, ExpectedGain MarginOverRandom, ExpectedGain? PolicyOverRandom, ExpectedGain? PolicyOverMargin);
