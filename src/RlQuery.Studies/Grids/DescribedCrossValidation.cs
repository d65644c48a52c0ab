namespace RlQuery.Studies.Grids;

/// <summary>The manifest's record of how the policies of a cross-validation were trained.</summary>
/// <param name="Agent">Name of the agent.</param>
/// <param name="Steps">Environment steps of each fold.</param>
/// <param name="Seed">Seed of the training runs.</param>
/// <param name="Folds">Number of folds.</param>
/// <param name="Done">The finished folds, from 1.</param>
public sealed record DescribedCrossValidation(string Agent, int Steps, int Seed, int Folds, IReadOnlyList<int> Done);
