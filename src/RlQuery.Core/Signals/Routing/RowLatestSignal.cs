using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.Routing;

/// <summary>Whether the row is the one that was asked for last: 1 or 0.</summary>
/// <remarks>Source: this library. It lets a rule finish a row.</remarks>
internal sealed class RowLatestSignal : RoutingSignal
{
    /// <inheritdoc/>
    public override string Name => "row-latest";

    /// <inheritdoc/>
    public override Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public override string Description => "1 for the row that was asked for last and 0 for others; in [0, 1]";

    /// <inheritdoc/>
    public override (string Low, string High) Reasons => ("another row than the last", "the row that was asked for last");

    /// <inheritdoc/>
    protected override double Of(RouteState state, SignalContext context, int item) =>
        state.Records.LatestRow == context.Items.Routes!.RowOf(item) ? 1 : 0;
}
