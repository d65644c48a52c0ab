namespace RlQuery.Core.Queries;

/// <summary>What a learner expects the answer of a row to be.</summary>
/// <param name="Probabilities">Probability of each class; empty where numbers are answered.</param>
/// <param name="Number">The expected number, in the units of the data; null where classes are answered.</param>
/// <param name="Deviation">Standard deviation of the number, as the learner knows it or its committee differs; null where classes are answered, or nobody asked for it.</param>
public sealed record Expectation(IReadOnlyList<float> Probabilities, double? Number, double? Deviation);
