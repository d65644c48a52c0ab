using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.Routing;

/// <summary>How unlikely the learner finds the class that the answers give the row, in [0, 1]; 0 for a row without an answer.</summary>
/// <remarks>
/// Source: labels that a learner thinks wrong are asked for again in Lin, Mausam and Weld, "Re-Active Learning: Active Learning with Relabeling" (2016). The
/// learner has seen these labels itself.
/// </remarks>
internal sealed class RowSuspicionSignal : RoutingSignal
{
    /// <inheritdoc/>
    public override string Name => "row-suspicion";

    /// <inheritdoc/>
    public override Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public override string Description => "1 - learner probability of the class that the answers give; 0 where there is none; in [0, 1]";

    /// <inheritdoc/>
    public override (string Low, string High) Reasons => ("the learner agrees with the answers", "the learner thinks the answers wrong");

    /// <inheritdoc/>
    protected override double Of(RouteState state, SignalContext context, int item) =>
        state.Suspicion(item);
}
