namespace RlQuery.Studies.Tuning;

/// <summary>A trial of a tuning at the end of a rung.</summary>
/// <param name="Trial">Its number, from 1.</param>
/// <param name="Rung">The rung's number, from 1.</param>
/// <param name="Steps">Environment steps made so far.</param>
/// <param name="Score">Mean paired difference of AUBC to margin sampling on the validation sets.</param>
/// <param name="Settings">What the trial sets, each value as JSON has it, in the order of the columns.</param>
public sealed record TrialRow(int Trial, int Rung, long Steps, double Score, IReadOnlyList<string> Settings);
