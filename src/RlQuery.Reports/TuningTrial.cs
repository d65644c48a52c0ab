namespace RlQuery.Reports;

/// <summary>A trial of a tuning.</summary>
/// <param name="Steps">Environment steps at the end of each of its rungs, ascending; at least one.</param>
/// <param name="Scores">Its score there.</param>
public sealed record TuningTrial(double[] Steps, double[] Scores);
