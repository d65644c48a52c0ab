namespace RlQuery.Core.Augmentation;

/// <summary>How many rows to make, and how.</summary>
/// <param name="Count">Number of rows, at least 1.</param>
/// <param name="Methods">The methods, which take turns; each fits the table.</param>
/// <param name="Seed">Seed of everything that is drawn.</param>
public sealed record AugmentationOptions(int Count, IReadOnlyList<IRowMethod> Methods, ulong Seed);
