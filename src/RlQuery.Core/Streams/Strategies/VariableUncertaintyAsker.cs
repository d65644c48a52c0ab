namespace RlQuery.Core.Streams.Strategies;

/// <summary>Asks where the predicted class is less probable than a threshold that follows the budget.</summary>
/// <remarks>Source: Žliobaitė and others (2014), section III-C, algorithm 2.</remarks>
internal sealed class VariableUncertaintyAsker(StreamSetting setting) : StreamAsker
{
    private readonly BudgetEstimate _budget = new(setting.Rate);
    private readonly VariableThreshold _threshold = new();

    public override bool Ask(StreamMoment moment)
    {
        bool asked = _budget.IsLeft && _threshold.Pass(moment.Confidence);
        _budget.Count(asked);
        return asked;
    }

    internal override void Exchange(StreamState state)
    {
        _budget.Exchange(state);
        _threshold.Exchange(state);
    }
}
