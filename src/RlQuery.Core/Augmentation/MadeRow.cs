namespace RlQuery.Core.Augmentation;

/// <summary>A made row with what is thought of it.</summary>
/// <param name="Label">Index of its class.</param>
/// <param name="Method">Name of the method that made it.</param>
/// <param name="Parents">The rows that it was made from, as they stand in the table; empty for all labelled rows of its class.</param>
/// <param name="Cells">The text of each feature column; null where it is missing.</param>
/// <param name="Difficulty">Entropy of the learner that is fitted to the real labels, over log K for K classes; in [0, 1].</param>
/// <param name="Quality">The panel's probability of its class, times its nearness to a real row; in [0, 1].</param>
public sealed record MadeRow(int Label, string Method, IReadOnlyList<int> Parents, IReadOnlyList<string?> Cells, double Difficulty, double Quality);
