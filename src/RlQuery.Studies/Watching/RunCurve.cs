namespace RlQuery.Studies.Watching;

/// <summary>A curve of a run, as far as it has come.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="X">Places, ascending.</param>
/// <param name="Y">Value at each place.</param>
/// <param name="Error">Standard error of each value; empty where none is known.</param>
public sealed record RunCurve(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<double> Error);
