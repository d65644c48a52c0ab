using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Experiments;

/// <summary>Plays one episode of a policy and looks at each of its choices.</summary>
internal sealed class AttentionPlayer(LearnedPolicy policy, EpisodeOptions options, int stages)
{
    private readonly ObservationBuilder _builder = new(policy.Schema);
    private readonly AttentionCount _count = new(stages, policy.InputSignals.Count);
    private float[] _scores = [];

    public AttentionCount Play(Episode episode, LearningProblem problem, ulong seed, CancellationToken cancellation)
    {
        episode.Begin(problem, options.Budget, seed);
        while (episode.Queries < options.Budget && !episode.Pool.Candidates.IsEmpty)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < options.BatchSize && episode.Queries < options.Budget && !episode.Pool.Candidates.IsEmpty; i++)
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
        Span<float> scores = _scores.AsSpan(0, observation.Count);
        policy.Score(observation, scores);
        int chosen = QueryChoice.Best(scores, observation.Rows);
        _count.Add(AttentionCount.StageOf(episode.Queries, options.Budget, stages), policy.Contrast(observation, chosen));
        episode.Take(observation.Rows[chosen]);
    }
}
