namespace RlQuery.Torch.Tuning;

/// <summary>A comparison of trials.</summary>
/// <param name="Trials">How many are in it.</param>
/// <param name="Steps">Environment steps that each of them has made at its end, those of the rungs before it included.</param>
public readonly record struct Rung(int Trials, int Steps);
