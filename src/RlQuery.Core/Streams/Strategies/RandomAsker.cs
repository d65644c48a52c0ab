using RlQuery.Core.Numerics;

namespace RlQuery.Core.Streams.Strategies;

/// <summary>Asks for each label with the probability of the rate, while budget is left.</summary>
/// <remarks>Source: Žliobaitė and others (2014), section III-A.</remarks>
internal sealed class RandomAsker(StreamSetting setting) : StreamAsker
{
    private readonly BudgetEstimate _budget = new(setting.Rate);
    private readonly Pcg64 _draws = new(setting.Seed, "random asker");

    public override bool Ask(StreamMoment moment)
    {
        bool asked = _draws.NextDouble() < setting.Rate && _budget.IsLeft;
        _budget.Count(asked);
        return asked;
    }

    internal override void Exchange(StreamState state)
    {
        _budget.Exchange(state);
        state.Draws(_draws);
    }
}
