using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Environments;

/// <summary>Lets a strategy choose in an episode: observes its signals, asks for its scores, and takes the best candidate.</summary>
/// <remarks>Keeps its buffers from choice to choice. Not thread-safe.</remarks>
public sealed class StrategyPlayer
{
    private readonly IQueryStrategy _strategy;
    private readonly IQueryStrategy? _reference;
    private readonly ObservationBuilder _builder;
    private float[] _scores = [];

    /// <summary>Makes a player.</summary>
    /// <param name="strategy">Who chooses.</param>
    /// <param name="reference">A strategy whose choices are compared with each choice; null for none, which costs nothing.</param>
    public StrategyPlayer(IQueryStrategy strategy, IQueryStrategy? reference = null)
    {
        _strategy = strategy;
        _reference = reference;
        _builder = reference is null
            ? new ObservationBuilder(strategy.SignalList, strategy.Focus)
            : new ObservationBuilder(strategy.SignalList.Union(reference.SignalList), reference.SignalList.NeedsCurvature ? null : strategy.Focus);
    }

    /// <summary>Takes the strategy's choice for the current batch of an episode.</summary>
    /// <param name="episode">An episode with at least one candidate.</param>
    /// <returns>Whether the reference would have chosen another candidate in this state; false without one.</returns>
    public bool Take(Episode episode)
    {
        Observation observation = episode.Observe(_builder);
        Span<float> scores = Buffers.Reserve(ref _scores, observation.Count);
        int choice = Choose(_strategy, observation, scores);
        bool departs = _reference is not null && Choose(_reference, observation, scores) != choice;
        episode.Take(observation.Rows[choice]);
        return departs;
    }

    private static int Choose(IQueryStrategy strategy, Observation observation, Span<float> scores)
    {
        strategy.Score(observation, scores);
        return QueryChoice.Best(scores, observation.Rows);
    }
}
