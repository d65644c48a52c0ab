using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.Routing;

/// <summary>How many annotators were asked for the row: m of them as m / (m + 1), in [0, 1).</summary>
/// <remarks>Source: this library.</remarks>
internal sealed class RowAnswersSignal : RoutingSignal
{
    /// <inheritdoc/>
    public override string Name => "row-answers";

    /// <inheritdoc/>
    public override Preference Preference => Preference.Lowest;

    /// <inheritdoc/>
    public override string Description => "answers m that the row has, as m / (m + 1); in [0, 1)";

    /// <inheritdoc/>
    public override (string Low, string High) Reasons => ("few were asked for the row", "several were asked for the row");

    /// <inheritdoc/>
    protected override double Of(RouteState state, SignalContext context, int item) =>
        (double)state.Answers(item) / (state.Answers(item) + 1);
}
