using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Policies.Controls;

/// <summary>The control of a policy's network: a random candidate of the policy's shortlist.</summary>
internal sealed class RandomInShortlist : IQueryStrategy
{
    private readonly ShortlistLot _lot;

    /// <summary>Makes the control.</summary>
    /// <param name="name">Name as in tables.</param>
    /// <param name="selector">The policy's; its threshold is not used.</param>
    public RandomInShortlist(string name, Selector selector)
    {
        Name = name;
        SignalList = selector.SignalList;
        _lot = new ShortlistLot(selector, "random in shortlist");
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public SignalList SignalList { get; }

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        if (observation.Count > 0)
        {
            _lot.Score(observation, from: 0, scores);
        }
    }
}
