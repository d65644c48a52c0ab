using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.Routing;

/// <summary>The largest share of the answers of the row that are alike, in [0, 1]; 0 for a row without an answer.</summary>
/// <remarks>Source: this library.</remarks>
internal sealed class RowAgreementSignal : RoutingSignal
{
    /// <inheritdoc/>
    public override string Name => "row-agreement";

    /// <inheritdoc/>
    public override Preference Preference => Preference.Lowest;

    /// <inheritdoc/>
    public override string Description => "share of the answers of the row that are alike, the most of them; 0 where there is none; in [0, 1]";

    /// <inheritdoc/>
    public override (string Low, string High) Reasons => ("the answers of the row differ", "the answers of the row agree");

    /// <inheritdoc/>
    protected override double Of(RouteState state, SignalContext context, int item) =>
        state.Answers(item) == 0 ? 0 : (double)state.Alike(item) / state.Answers(item);
}
