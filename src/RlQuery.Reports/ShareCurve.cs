namespace RlQuery.Reports;

/// <summary>A share that changes.</summary>
/// <param name="Name">Name of the heuristic.</param>
/// <param name="X">Where it was measured, ascending.</param>
/// <param name="Shares">The share there, in [0, 1].</param>
public sealed record ShareCurve(string Name, double[] X, double[] Shares);
