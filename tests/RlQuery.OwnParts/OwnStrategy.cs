using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;

namespace RlQuery.OwnParts;

/// <summary>Margin sampling, turned round.</summary>
public sealed class OwnStrategy : IQueryStrategy
{
    public string Name => "surest-first";

    public SignalList SignalList { get; } = new([new MarginSignal()], []);

    public void Score(Observation observation, Span<float> scores) => observation.Column(0).CopyTo(scores);
}
