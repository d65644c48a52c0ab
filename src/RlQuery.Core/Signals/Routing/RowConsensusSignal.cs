using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.Routing;

/// <summary>How sure annotators and learner are together of the class of the row, in [0, 1].</summary>
/// <remarks>
/// Source: Goh and Mueller, "ActiveLab: Active Learning with Re-Labeling by Multiple Annotators" (2023); see <see cref="ConsensusScores"/>.
/// </remarks>
internal sealed class RowConsensusSignal : RoutingSignal
{
    /// <inheritdoc/>
    public override string Name => "row-consensus";

    /// <inheritdoc/>
    public override Preference Preference => Preference.Lowest;

    /// <inheritdoc/>
    public override string Description => "how sure annotators and learner are together of the row, by ActiveLab; in [0, 1]";

    /// <inheritdoc/>
    public override (string Low, string High) Reasons => ("annotators and learner are unsure of the row", "annotators and learner are sure of the row");

    /// <inheritdoc/>
    protected override double Of(RouteState state, SignalContext context, int item) =>
        state.Consensus(item);
}
