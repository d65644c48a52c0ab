namespace RlQuery.Core.Data.Synthetic;

/// <summary>A function of the literature by which regression is tested: its inputs are uniform in their ranges.</summary>
/// <param name="Ranges">Least and largest value of each input that the function uses.</param>
/// <param name="Value">The number that belongs to the inputs.</param>
internal sealed record TestFunction(IReadOnlyList<(double Least, double Most)> Ranges, Func<double[], double> Value);
