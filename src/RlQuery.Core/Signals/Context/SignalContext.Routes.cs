using RlQuery.Core.Learners.Routing;

namespace RlQuery.Core.Signals.Context;

/// <content>Several annotators, and what they cost.</content>
public sealed partial class SignalContext
{
    private RouteState? _routeState;

    /// <summary>What the queries so far cost, those taken for the current batch included: their number where each costs 1.</summary>
    public double Spent => Items.ArePriced ? Items.PriceOf(Pool.Labelled[Pool.Started..]) + Items.PriceOf(Pool.Pending)
        : Pool.Space.IsText ? _paid + _pendingPaid : Queries;

    /// <summary>What annotators said of rows; null where one source answers all.</summary>
    internal RouteState? Routes
    {
        get
        {
            if (Items.Routes is null || Learner is not RoutedLearner learner)
            {
                return null;
            }
            _routeState ??= new RouteState(this, learner.Beliefs);
            _routeState.Update();
            return _routeState;
        }
    }
}
