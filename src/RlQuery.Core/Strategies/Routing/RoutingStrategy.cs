using RlQuery.Core.Signals;

namespace RlQuery.Core.Strategies.Routing;

/// <summary>
/// A rule of whom to ask. Rows that it wants another answer of come first, then rows without an answer, then all others; among them the row of the smallest
/// margin, and of that row the annotator that the rule prefers.
/// </summary>
/// <remarks>Which row is next is alike for all rules, except where one asks again, so that they differ in whom they ask alone.</remarks>
/// <param name="name">Name as in tables.</param>
/// <param name="description">What it does, in a line.</param>
/// <param name="looks">The signals that it looks at, beside margin.</param>
/// <param name="rank">2 for a candidate that is wanted first, 1 for one that begins a row, 0 for all others.</param>
/// <param name="preference">How much a candidate is preferred among those of a row, in [0, 1].</param>
/// <param name="order">The signal whose smallest value is the row that is next; null for margin.</param>
internal sealed class RoutingStrategy(
    string name, string description, IReadOnlyList<ISignal> looks, Func<Asked, int> rank, Func<Asked, float> preference,
    ISignal? order = null) : IQueryStrategy
{
    private static readonly MarginSignal Margin = new();

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Description => description;

    /// <inheritdoc/>
    public SignalList SignalList { get; } = new([order ?? Margin, .. looks], []);

    /// <inheritdoc/>
    public ISignal? ShortlistSignal => Margin;

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ReadOnlySpan<float> margin = observation.Column((order ?? Margin).Name);
        (int Rank, float Margin) best = (-1, 0);
        for (int i = 0; i < scores.Length; i++)
        {
            int own = rank(new Asked(observation, i));
            scores[i] = own;
            best = own > best.Rank || (own == best.Rank && margin[i] < best.Margin) ? (own, margin[i]) : best;
        }
        for (int i = 0; i < scores.Length; i++)
        {
            bool isOfRow = (int)scores[i] == best.Rank && margin[i] == best.Margin;
            // A rank is worth more than any margin, and the row that is next more than any other.
            scores[i] = isOfRow ? 8 + preference(new Asked(observation, i)) : (2 * scores[i]) + 1 - margin[i];
        }
    }
}
