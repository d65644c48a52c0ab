using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Policies.Controls;

/// <summary>
/// The control of what a policy chooses when it departs: it departs from the shortlist signal's own choice exactly when the policy would, and then takes a
/// random other candidate of the shortlist.
/// </summary>
/// <param name="name">Name as in tables.</param>
/// <param name="policy">The policy.</param>
internal sealed class GateOnly(string name, LearnedPolicy policy) : IQueryStrategy
{
    private readonly ShortlistLot _lot = new(policy.Selector, "gate only");

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public SignalList SignalList => policy.SignalList;

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        if (observation.Count == 0)
        {
            return;
        }
        scores = scores[..observation.Count];
        policy.Score(observation, scores);
        int own = _lot.First(observation);
        if (QueryChoice.Best(scores, observation.Rows) != own)
        {
            _lot.Score(observation, from: 1, scores);
        }
    }
}
