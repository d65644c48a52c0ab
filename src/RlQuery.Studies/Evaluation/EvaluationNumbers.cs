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

    /// <summary>The numbers that options ask for; what is not allowed is added to the faults.</summary>
    /// <param name="options">The options.</param>
    /// <param name="split">How sets are split, which says what number of seeds is whole.</param>
    /// <param name="budget">The budget where none is asked for; null where it is not known.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static EvaluationNumbers Of(EvaluationOptions options, SplitOptions split, int? budget, Faults faults) => new(
        faults.Within("repeats", options.Repeats, Limits.Repeats, SplitChoice.Repeats(split, UsualRepeats)),
        faults.Within("seed", options.Seed, Limits.FirstSeed, 0),
        faults.Within("budget", options.Budget, Limits.Budget, budget ?? 1));
}
