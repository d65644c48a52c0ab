using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments.Rewards;

/// <summary>The scores of the reference heuristic's own run from the same start as an episode: same split, same start labels, same number of labels.</summary>
/// <remarks>Episodes that begin one after another with the same problem and seed share one run of the reference, since it would be the same.</remarks>
/// <param name="learner">The learner of the environment.</param>
/// <param name="reference">The reference heuristic.</param>
internal sealed class PairedReference(ILearnerFactory learner, IQueryStrategy reference)
{
    private readonly Episode _twin = new(learner);
    private readonly StrategyPlayer _player = new(reference);
    private readonly SortedDictionary<int, double> _scores = [];
    private (Problem Problem, EpisodeOptions Options, ulong Seed)? _run;

    /// <summary>Begins an episode.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="options">The episode's length and score.</param>
    /// <param name="seed">Seed of the episode.</param>
    public void Begin(Problem problem, EpisodeOptions options, ulong seed)
    {
        if (_run is { } run && ReferenceEquals(run.Problem, problem) && run.Options == options && run.Seed == seed)
        {
            return;
        }
        _run = (problem, options, seed);
        _scores.Clear();
        _twin.Begin(problem, options.Budget, seed);
    }

    /// <summary>The reference's score after so many queries.</summary>
    /// <param name="queries">Queries of the episode so far, more than when last asked in this episode.</param>
    public double After(int queries)
    {
        if (!_scores.TryGetValue(queries, out double score))
        {
            // The reference labels when the agent does, so that a shortened batch is paired with one of its size. It may know all answers before.
            while (_twin.Queries < queries && !_twin.Pool.Candidates.IsEmpty)
            {
                _player.Take(_twin);
            }
            _twin.Label();
            score = _twin.Score(_run!.Value.Options.Smoothing, _run.Value.Options.Metric);
            _scores.Add(queries, score);
        }
        return score;
    }
}
