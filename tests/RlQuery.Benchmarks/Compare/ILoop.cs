using RlQuery.Core.Tasks;

namespace RlQuery.Benchmarks.Compare;

/// <summary>An active-learning loop of ours.</summary>
internal interface ILoop
{
    /// <summary>Runs it from the start labels.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="seed">Seed of the episode.</param>
    /// <param name="queries">Number of queries.</param>
    /// <returns>Area under the curve of test accuracy, and the pool rows in the order in which they were chosen.</returns>
    (double Aubc, int[] Picks) Run(Problem problem, ulong seed, int queries);
}
