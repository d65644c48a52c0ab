using RlQuery.Core.Signals;

namespace RlQuery.Core.Strategies;

/// <summary>Margin sampling that counts a row up to twice where the graph near its concepts has no label yet; without a graph, margin sampling.</summary>
/// <remarks>Source: this library; the product of an uncertainty and a weight is that of <see cref="InformationDensitySignal"/>.</remarks>
public sealed class GraphMarginStrategy : IQueryStrategy
{
    private static readonly MarginSignal Margin = new();
    private static readonly GraphNoveltySignal Novelty = new();

    /// <inheritdoc/>
    public string Name => "graph-margin";

    /// <inheritdoc/>
    public string Description => "highest (1 - margin) times (1 + graph-novelty)";

    /// <inheritdoc/>
    public SignalList SignalList { get; } = new([Margin, Novelty], []);

    /// <inheritdoc/>
    public ISignal? ShortlistSignal => Margin;

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ReadOnlySpan<float> margin = observation.Column(Margin.Name);
        ReadOnlySpan<float> novelty = observation.Column(Novelty.Name);
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = (1 - margin[i]) * (1 + novelty[i]);
        }
    }
}
