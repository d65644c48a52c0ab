using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Making;

namespace RlQuery.Core.Strategies.Making;

/// <summary>
/// A rule of when to make a row of a labelled one. Made items that it wants come first, then the row of the smallest margin, then all others.
/// </summary>
/// <remarks>Which row is labelled next is alike for all rules, so that they differ in what they make alone.</remarks>
/// <param name="name">Name as in tables.</param>
/// <param name="description">What it does, in a line.</param>
/// <param name="signal">The signal by which it wants made items.</param>
/// <param name="threshold">It wants those above it, the highest first; in [0, 1].</param>
internal sealed class MakingStrategy(string name, string description, ISignal signal, float threshold) : IQueryStrategy
{
    private static readonly MarginSignal Margin = new();
    private static readonly MadeSignal Made = new();

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Description => description;

    /// <inheritdoc/>
    public SignalList SignalList { get; } = new([Margin, Made, .. signal is MadeSignal ? [] : new[] { signal }], []);

    /// <inheritdoc/>
    public ISignal? ShortlistSignal => Margin;

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ReadOnlySpan<float> margin = observation.Column(Margin.Name);
        ReadOnlySpan<float> made = observation.Column(Made.Name);
        ReadOnlySpan<float> wanted = observation.Column(signal.Name);
        for (int i = 0; i < scores.Length; i++)
        {
            // Margins are in [0, 1], and so is what is wanted.
            scores[i] = made[i] == 0 ? 2 - margin[i] : wanted[i] > threshold ? 3 + wanted[i] : -margin[i];
        }
    }
}
