using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;

namespace RlQuery.Studies.Tests.Support;

/// <summary>A strategy that a program brings along: margin sampling under a name of its own.</summary>
internal sealed class OwnStrategy(string name) : IQueryStrategy
{
    private readonly IQueryStrategy _margin = Known.Parts.Find<IQueryStrategy>("margin");

    public string Name => name;

    public SignalList SignalList => _margin.SignalList;

    public void Score(Observation observation, Span<float> scores) => _margin.Score(observation, scores);
}
