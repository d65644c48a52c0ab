using RlQuery.Core.Signals;

namespace RlQuery.Core.Strategies;

/// <summary>A row far from all classes that have labels, with many rows like it: probably of a class that nobody has named, and no outlier.</summary>
/// <remarks>Source: this library.</remarks>
public sealed class NewClassStrategy : IQueryStrategy
{
    private static readonly ClassMeanDistanceSignal Distance = new();
    private static readonly TypicalitySignal Typicality = new();

    /// <inheritdoc/>
    public string Name => "new-class";

    /// <inheritdoc/>
    public string Description => "highest class-mean-distance times typicality";

    /// <inheritdoc/>
    public SignalList SignalList { get; } = new([Distance, Typicality], []);

    /// <inheritdoc/>
    public ISignal? ShortlistSignal => Distance;

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ReadOnlySpan<float> distance = observation.Column(Distance.Name);
        ReadOnlySpan<float> typicality = observation.Column(Typicality.Name);
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = distance[i] * typicality[i];
        }
    }
}
