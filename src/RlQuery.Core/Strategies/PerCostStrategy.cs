using RlQuery.Core.Signals;

namespace RlQuery.Core.Strategies;

/// <summary>Gain for cost: how far a strategy prefers a candidate to the worst one, divided by what its answer costs.</summary>
/// <remarks>
/// Sources: Settles, Craven and Friedland, "Active Learning with Real Annotation Costs" (2008), return on investment; Tomanek and Hahn, "A Comparison of Models
/// for Cost-Sensitive Active Learning" (2010), benefit-cost ratio. A benefit has to be a number with a zero, which scores need not have: here the worst
/// candidate shown gains nothing. Where the strategy prefers none, the cheapest is taken.
/// </remarks>
public sealed class PerCostStrategy : IQueryStrategy
{
    private const string Suffix = "-per-cost";

    private static readonly ItemCostSignal Cost = new();

    private readonly IQueryStrategy _strategy;

    /// <summary>Wraps a strategy.</summary>
    /// <param name="strategy">Any strategy; its highest score is the best.</param>
    public PerCostStrategy(IQueryStrategy strategy)
    {
        _strategy = strategy;
        SignalList = strategy.SignalList.Union(new SignalList([Cost], []));
    }

    /// <inheritdoc/>
    public string Name => _strategy.Name + Suffix;

    /// <inheritdoc/>
    public string Description => $"gain of {_strategy.Name} for the cost of the answer";

    /// <inheritdoc/>
    public string GoodFor => "answers that cost differently";

    /// <inheritdoc/>
    public SignalList SignalList { get; }

    /// <inheritdoc/>
    public ISignal? ShortlistSignal => _strategy.ShortlistSignal;

    /// <summary>The strategy of a name such as <c>margin-per-cost</c>.</summary>
    /// <param name="name">A name.</param>
    /// <param name="parts">Where the strategy that it wraps is found.</param>
    /// <returns>Null where it ends otherwise, or no strategy has the rest as its name.</returns>
    internal static PerCostStrategy? Of(string name, Parts parts) =>
        name.EndsWith(Suffix, StringComparison.Ordinal) && parts.TryFind<IQueryStrategy>(name[..^Suffix.Length]) is { } strategy and not PerCostStrategy
            ? new PerCostStrategy(strategy) : null;

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        _strategy.Score(observation, scores);
        ReadOnlySpan<float> costs = observation.Column(Cost.Name);
        (float worst, float best) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (float score in scores)
        {
            worst = float.IsFinite(score) ? MathF.Min(worst, score) : worst;
            best = float.IsFinite(score) ? MathF.Max(best, score) : best;
        }
        for (int i = 0; i < scores.Length; i++)
        {
            float gain = best > worst ? (scores[i] - worst) / (best - worst) : 1;
            // c / (c + g) of a cost c gives c / g, whose unit does not matter.
            scores[i] = gain * (1 - costs[i]) / costs[i];
        }
    }
}
