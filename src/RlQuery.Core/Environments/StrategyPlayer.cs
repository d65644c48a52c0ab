using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Environments;

/// <summary>Lets a strategy choose in an episode: observes what it looks at, has it score, and takes the best.</summary>
/// <remarks>Keeps its buffers from choice to choice. Not thread-safe.</remarks>
public sealed class StrategyPlayer
{
    private readonly IQueryStrategy _strategy;
    private readonly ObservationBuilder _builder;
    private float[] _scores = [];

    /// <summary>Makes a player.</summary>
    /// <param name="strategy">Who chooses.</param>
    public StrategyPlayer(IQueryStrategy strategy)
    {
        _strategy = strategy;
        _builder = new ObservationBuilder(strategy.Schema);
    }

    /// <summary>Takes the strategy's choice for the current batch of an episode.</summary>
    /// <param name="episode">An episode with at least one candidate.</param>
    public void Take(Episode episode)
    {
        Observation observation = episode.Observe(_builder);
        if (_scores.Length < observation.Count)
        {
            _scores = new float[observation.Count];
        }
        Span<float> scores = _scores.AsSpan(0, observation.Count);
        _strategy.Score(observation, scores);
        episode.Take(observation.Rows[QueryChoice.Best(scores, observation.Rows)]);
    }
}
