using RlQuery.Core.Data;
using RlQuery.Studies.Inputs;

namespace RlQuery.Studies.Evaluation;

/// <summary>The numbers of an evaluation.</summary>
/// <param name="Repeats">Number of seeds.</param>
/// <param name="Seed">First seed.</param>
/// <param name="Budget">Queries of each episode.</param>
internal sealed record EvaluationNumbers(int Repeats, int Seed, int Budget)
{
    private const int UsualRepeats = 20;

    /// <summary>Numbers from options; invalid ones are added to the faults.</summary>
    /// <param name="options">The options.</param>
    /// <param name="split">How sets are split; with folds, the number of seeds is a multiple of their number.</param>
    /// <param name="budget">The default budget; null if unknown.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static EvaluationNumbers Of(EvaluationOptions options, SplitOptions split, int? budget, Faults faults) => new(
        faults.Within("repeats", options.Repeats, Limits.Repeats, SplitChoice.Repeats(split, UsualRepeats)),
        faults.Within("seed", options.Seed, Limits.FirstSeed, 0),
        faults.Within("budget", options.Budget, Limits.Budget, budget ?? 1));
}
