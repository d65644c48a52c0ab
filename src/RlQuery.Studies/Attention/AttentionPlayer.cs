using RlQuery.Core.Environments;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Studies.Attention;

/// <summary>Plays one episode of a policy and looks at each of its choices.</summary>
/// <param name="policy">Who chooses.</param>
/// <param name="heuristics">Their picks are compared with the choices.</param>
/// <param name="options">Length of the episode.</param>
/// <param name="stages">Number of its stages.</param>
internal sealed class AttentionPlayer(LearnedPolicy policy, IReadOnlyList<IQueryStrategy> heuristics, EpisodeOptions options, int stages)
{
    private readonly ObservationBuilder _builder = new(heuristics.Aggregate(policy.SignalList, (all, heuristic) => all.Union(heuristic.SignalList)));
    private readonly AttentionCount _count = new(stages, policy.InputSignals.Count, heuristics.Count);
    private float[] _scores = [];

    public AttentionCount Play(Episode episode, Problem problem, ulong seed, CancellationToken cancellation)
    {
        episode.Begin(problem, options.Budget, seed);
        while (!episode.IsOver)
        {
            cancellation.ThrowIfCancellationRequested();
            while (!episode.IsOver && !episode.IsBatchFull(options.BatchSize))
            {
                Take(episode);
            }
            episode.Label();
        }
        return _count;
    }

    private void Take(Episode episode)
    {
        Observation observation = episode.Observe(_builder);
        if (_scores.Length < observation.Count)
        {
            _scores = new float[observation.Count];
        }
        int chosen = Pick(policy, observation);
        _count.Add(
            AttentionCount.StageOf((int)episode.Spent, options.Budget, stages), policy.Contrast(observation, chosen),
            [.. heuristics.Select(heuristic => Pick(heuristic, observation) == chosen)]);
        episode.Take(observation.Rows[chosen]);
    }

    private int Pick(IQueryStrategy strategy, Observation observation)
    {
        Span<float> scores = _scores.AsSpan(0, observation.Count);
        strategy.Score(observation, scores);
        return QueryChoice.Best(scores, observation.Rows);
    }
}
