using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;

namespace RlQuery.Samples.Tests.Own;

/// <summary>A strategy of one's own: margin sampling that prefers what is typical.</summary>
internal sealed class TypicalMargin : IQueryStrategy
{
    public string Name => "typical-margin";

    public string Description => "lowest margin, of what is typical";

    public SignalList SignalList { get; } = new([new MarginRankSignal(), new PlainDistanceSignal()], []);

    public void Score(Observation observation, Span<float> scores)
    {
        ReadOnlySpan<float> margin = observation.Column("margin-rank");
        ReadOnlySpan<float> distance = observation.Column("plain-distance");
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = -margin[i] - (0.3f * distance[i]);
        }
    }
}
