using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Tasks;

namespace RlQuery.Studies.Training;

/// <summary>Plays problems with a policy, and notes what it sees at the first, a middle and the last query. Serves one thread.</summary>
/// <param name="environment">Protocol and learner.</param>
/// <param name="policy">Who plays.</param>
/// <param name="list">What is noted.</param>
internal sealed class RangePlayer(LoadedEnvironment environment, LearnedPolicy policy, SignalList list)
{
    private readonly Episode _episode = new(environment.TrainingLearner);
    private readonly StrategyPlayer _player = new(policy);
    // Without the policy's focus: costly signals are noted of all candidates, as those of a table are.
    private readonly ObservationBuilder _builder = new(policy.SignalList);
    private IProblemSource? _problems;

    /// <summary>Plays a training problem.</summary>
    /// <param name="seed">Seed of the problem and the episode.</param>
    /// <returns>The values of each query that was noted.</returns>
    public IReadOnlyList<double[]> Play(ulong seed) => Play((_problems ??= environment.TrainingProblems).Draw(seed), seed);

    /// <summary>Plays a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="seed">Seed of the episode.</param>
    /// <returns>The values of each query that was noted.</returns>
    public IReadOnlyList<double[]> Play(Problem problem, ulong seed)
    {
        var seen = new List<double[]>();
        _episode.Begin(problem, environment.Definition.Budget, seed);
        (double least, double budget) = problem.Items.ArePriced
            ? (problem.Items.LowestPrice, environment.Definition.Budget)
            : problem.Task.HasPrices ? (_episode.Cost / Math.Max(1, problem.Start.Length), environment.Definition.Budget)
            : (1, Math.Min(environment.Definition.Budget, _episode.Pool.Candidates.Length));
        bool isPastMiddle = false;
        for (int query = 0; !_episode.IsOver; query++)
        {
            bool isMiddle = !isPastMiddle && _episode.Spent >= Math.Floor(budget / 2);
            isPastMiddle |= isMiddle;
            if (query == 0 || isMiddle || _episode.Spent + (2 * least) > budget)
            {
                seen.Add(PolicyRange.ValuesOf(_episode.Observe(_builder), list));
            }
            _player.Take(_episode);
            if (_episode.IsBatchFull(environment.Definition.BatchSize))
            {
                _episode.Label();
            }
        }
        return seen;
    }
}
