namespace RlQuery.Reports;

/// <summary>How costs grow with one size.</summary>
/// <param name="Size">Name of the size, the panel's horizontal axis.</param>
/// <param name="Sizes">Positive, ascending.</param>
/// <param name="Costs">A name and a positive cost at each size, for each thing that was measured; the same names in every panel.</param>
public sealed record GrowthPanel(string Size, double[] Sizes, IReadOnlyList<(string Name, double[] Costs)> Costs);
