namespace RlQuery.Reports;

/// <summary>How far the results of a run are from published ones.</summary>
/// <param name="Data">Name of the data set.</param>
/// <param name="Seeds">Seeds, ascending.</param>
/// <param name="Runs">For each run, by name, its result minus the published one under each seed.</param>
public sealed record SeedDifferences(string Data, double[] Seeds, IReadOnlyList<(string Name, double[] Differences)> Runs);
