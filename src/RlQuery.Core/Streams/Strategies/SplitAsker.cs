using RlQuery.Core.Numerics;

namespace RlQuery.Core.Streams.Strategies;

/// <summary>Splits the stream at random: of a fifth of the items labels are asked for at random, of the others by variable uncertainty.</summary>
/// <remarks>
/// Source: Žliobaitė and others (2014), section III-E, algorithm 4. The random part sees changes far from the boundary. The paper also finds drift by it, to
/// replace the learner; our learners forget by themselves.
/// </remarks>
internal sealed class SplitAsker(StreamSetting setting) : StreamAsker
{
    private const double RandomShare = 0.2;

    private readonly BudgetEstimate _budget = new(setting.Rate);
    private readonly VariableThreshold _threshold = new();
    private readonly Pcg64 _draws = new(setting.Seed, "split");

    public override bool Ask(StreamMoment moment)
    {
        bool asked = _budget.IsLeft
            && (_draws.NextDouble() < RandomShare ? _draws.NextDouble() < setting.Rate : _threshold.Pass(moment.Confidence));
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
