using RlQuery.Core.Numerics;

namespace RlQuery.Core.Streams.Strategies;

/// <summary>Asks as variable uncertainty does, but multiplies the threshold by a normal number at each item: now and then it asks where it is sure.</summary>
/// <remarks>Source: Žliobaitė and others (2014), section III-D, algorithm 3, with its deviation of 1.</remarks>
internal sealed class RandomVariableUncertaintyAsker(StreamSetting setting) : StreamAsker
{
    private readonly BudgetEstimate _budget = new(setting.Rate);
    private readonly VariableThreshold _threshold = new();
    private readonly Pcg64 _draws = new(setting.Seed, "random variable uncertainty");

    public override bool Ask(StreamMoment moment)
    {
        bool asked = _budget.IsLeft && _threshold.Pass(moment.Confidence, 1 + _draws.NextGaussian());
        _budget.Count(asked);
        return asked;
    }

    internal override void Exchange(StreamState state)
    {
        _budget.Exchange(state);
        _threshold.Exchange(state);
        state.Draws(_draws);
    }
}
