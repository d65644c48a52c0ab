using RlQuery.Core.Signals;
using RlQuery.Core.Signals.State;

namespace RlQuery.Core.Strategies;

/// <summary>Looks for classes that nobody has named as far as there seem to be some, and asks by margin as far as there seem to be none.</summary>
/// <remarks>Source: this library; how much is unseen is the estimate of Good and Turing (<see cref="UnseenClasses"/>).</remarks>
public sealed class NewClassMarginStrategy : IQueryStrategy
{
    private static readonly NewClassStrategy NewClass = new();
    private static readonly MarginSignal Margin = new();
    private static readonly UnseenClasses Unseen = new();

    /// <inheritdoc/>
    public string Name => "new-class-margin";

    /// <inheritdoc/>
    public string Description => "highest u (class-mean-distance times typicality) + (1 - u) (1 - margin), with u of unseen-classes";

    /// <inheritdoc/>
    public SignalList SignalList { get; } = new([Margin, .. NewClass.SignalList.Signals], [Unseen]);

    /// <inheritdoc/>
    public ISignal? ShortlistSignal => Margin;

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        NewClass.Score(observation, scores);
        ReadOnlySpan<float> margin = observation.Column(Margin.Name);
        float unseen = observation.StateValue(Unseen.Name);
        float largest = 0;
        foreach (float score in scores)
        {
            largest = MathF.Max(largest, score);
        }
        for (int i = 0; i < scores.Length; i++)
        {
            float own = largest > 0 ? scores[i] / largest : 0;
            scores[i] = (unseen * own) + ((1 - unseen) * (1 - margin[i]));
        }
    }
}
