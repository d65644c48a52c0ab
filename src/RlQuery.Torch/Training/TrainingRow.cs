namespace RlQuery.Torch.Training;

/// <summary>
/// One row of training.csv: a round of episodes and the updates after it. Where the policy is validated, the first row is the start, before any round.
/// </summary>
/// <param name="EnvSteps">Environment steps made so far.</param>
/// <param name="Episodes">Episodes played so far.</param>
/// <param name="ReturnMean">Mean return of the round's episodes; NaN at the start.</param>
/// <param name="Loss">Mean loss of the round's updates; NaN where there was none.</param>
/// <param name="Exploration">Epsilon, entropy or sigma, as the agent explores.</param>
/// <param name="ValidationScore">Mean paired difference of AUBC to margin sampling on the validation problems; NaN where it was not taken.</param>
public readonly record struct TrainingRow(
    long EnvSteps, long Episodes, double ReturnMean, double Loss, double Exploration, double ValidationScore)
{
    /// <summary>Standard error of <see cref="ValidationScore"/> over the problems; NaN where it was not taken.</summary>
    public double ValidationError { get; init; } = double.NaN;
}
