using RlQuery.Core.Data;

namespace RlQuery.Cli;

/// <summary>The numbers of an evaluation.</summary>
/// <param name="Repeats">Number of seeds.</param>
/// <param name="Seed">First seed.</param>
/// <param name="Budget">Queries of each episode.</param>
internal sealed record EvaluationNumbers(int Repeats, int Seed, int Budget)
{
    private const int UsualRepeats = 20;

    /// <summary>Reads the numbers of a request; what is not allowed is added to the faults.</summary>
    /// <param name="request">The request.</param>
    /// <param name="split">How sets are split, which says what number of seeds is whole.</param>
    /// <param name="budget">The budget where none is asked for; null where it is not known.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static EvaluationNumbers Parse(EvaluationRequest request, SplitOptions split, int? budget, Faults faults) => new(
        faults.Integer("repeats", request.Repeats, 1, 100_000, SplitChoice.Repeats(split, UsualRepeats)),
        faults.Integer("seed", request.Seed, 0, int.MaxValue - 100_000, 0),
        faults.Integer("budget", request.Budget, 1, 100_000, budget ?? 1));
}
