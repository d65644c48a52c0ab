using RlQuery.Core.Signals;

namespace RlQuery.Core.Strategies;

/// <summary>Decides which candidate is labelled next: a heuristic or a learned policy.</summary>
/// <remarks>
/// A strategy is a function of the observation alone: it keeps nothing from call to call, and several threads may use it at
/// once. It only scores; the caller takes the best by <see cref="QueryChoice.Best"/>, marks it as taken, and for a batch looks again.
/// </remarks>
[PartKind("strategy", "strategies")]
public interface IQueryStrategy : IPart
{
    /// <inheritdoc/>
    string IPart.Description => SignalList.SignalNames.Count == 0 ? "looks at no signal" : $"looks at {string.Join(", ", SignalList.SignalNames)}";

    /// <summary>What it is good for, in a few words.</summary>
    /// <value>Default: nothing, except for strategies of this library.</value>
    string GoodFor => StrategyUses.Of(Name);

    /// <summary>The signals and state values that it looks at.</summary>
    SignalList SignalList { get; }

    /// <summary>Names the candidates that the strategy can choose, so that costly signals are computed for these alone; null if it may choose any.</summary>
    ICandidateFocus? Focus => null;

    /// <summary>
    /// In a large table, the best rows by this signal are candidates, beside a random sample of the table. A signal that needs more than probabilities is
    /// ignored. Null for margin if the strategy uses probabilities, otherwise for the sample alone.
    /// </summary>
    ISignal? ShortlistSignal => null;

    /// <summary>Scores every candidate.</summary>
    /// <param name="observation">Holds at least the columns of <see cref="SignalList"/>, found by name.</param>
    /// <param name="scores">Receives a score for each candidate: the higher, the sooner it is labelled. Never NaN.</param>
    void Score(Observation observation, Span<float> scores);
}
