using RlQuery.Core.Signals;

namespace RlQuery.Core.Strategies;

/// <summary>The heuristic of one signal: take the candidate with its largest, or smallest, value.</summary>
public sealed class SignalStrategy : IQueryStrategy
{
    private readonly ISignal _signal;

    /// <summary>Makes the heuristic of a signal.</summary>
    /// <param name="name">Name as in tables.</param>
    /// <param name="signal">Its <see cref="ISignal.Preference"/> says which end is taken.</param>
    public SignalStrategy(string name, ISignal signal)
    {
        Name = name;
        _signal = signal;
        SignalList = new SignalList([signal], []);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Description => $"{(_signal.Preference == Preference.Highest ? "highest" : "lowest")} {_signal.Name}";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; private init; } = [];

    /// <inheritdoc/>
    public SignalList SignalList { get; }

    /// <inheritdoc/>
    public ISignal? ShortlistSignal => _signal;

    /// <summary>The heuristics of a signal, under their usual names; the signal's own name finds the first.</summary>
    /// <param name="signal">The signal.</param>
    public static IEnumerable<SignalStrategy> Of(ISignal signal) => signal.HeuristicNames.Select((name, i) =>
        new SignalStrategy(name, signal) { Aliases = i == 0 && !signal.HeuristicNames.Contains(signal.Name) ? [signal.Name] : [] });

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ReadOnlySpan<float> values = observation.Column(_signal.Name);
        if (_signal.Preference == Preference.Highest)
        {
            values.CopyTo(scores);
            return;
        }
        for (int i = 0; i < values.Length; i++)
        {
            scores[i] = -values[i];
        }
    }
}
