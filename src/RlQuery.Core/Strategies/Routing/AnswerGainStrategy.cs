using RlQuery.Core.Signals;

namespace RlQuery.Core.Strategies.Routing;

/// <summary>A rule that weighs row and annotator against each other: the pair of the largest gain is asked for.</summary>
/// <param name="name">Name as in tables.</param>
/// <param name="description">What it does, in a line.</param>
/// <param name="looks">The signals that it looks at.</param>
/// <param name="gain">What a candidate gains.</param>
internal sealed class AnswerGainStrategy(string name, string description, IReadOnlyList<ISignal> looks, Func<Asked, float> gain) : IQueryStrategy
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Description => description;

    /// <inheritdoc/>
    public SignalList SignalList { get; } = new(looks, []);

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = gain(new Asked(observation, i));
        }
    }
}
