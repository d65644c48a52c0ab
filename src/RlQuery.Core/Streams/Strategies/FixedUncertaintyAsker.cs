namespace RlQuery.Core.Streams.Strategies;

/// <summary>Asks where the predicted class is less probable than a threshold that stays, while budget is left.</summary>
/// <remarks>
/// Source: Žliobaitė and others (2014), section III-B, algorithm 1. The paper leaves the threshold open; this one, 1/K + rate (1 - 1/K) of K classes, is that
/// of scikit-activeml's FixedUncertainty.
/// </remarks>
internal sealed class FixedUncertaintyAsker(StreamSetting setting) : StreamAsker
{
    private readonly BudgetEstimate _budget = new(setting.Rate);
    private readonly double _threshold = (1.0 / setting.Classes) + (setting.Rate * (1 - (1.0 / setting.Classes)));

    public override bool Ask(StreamMoment moment)
    {
        bool asked = _budget.IsLeft && moment.Confidence <= _threshold;
        _budget.Count(asked);
        return asked;
    }

    internal override void Exchange(StreamState state) => _budget.Exchange(state);
}
