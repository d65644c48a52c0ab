using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.Routing;

/// <summary>What the answer is expected to tell of the row's class: their mutual information, divided by log(classes), in [0, 1].</summary>
/// <remarks>
/// Source: the expected utility of one more label in Sheng, Provost and Ipeirotis, "Get Another Label? Improving Data Quality and Data Mining Using Multiple,
/// Noisy Labelers" (2008), section 4.3, with the information of D. Lindley, "On a Measure of the Information Provided by an Experiment" (1956).
/// </remarks>
internal sealed class AnswerInformationSignal : RoutingSignal
{
    /// <inheritdoc/>
    public override string Name => "answer-information";

    /// <inheritdoc/>
    public override Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public override string Description => "mutual information of the answer and the row's class, divided by log(classes); in [0, 1]";

    /// <inheritdoc/>
    public override (string Low, string High) Reasons => ("the answer would tell little of the row", "the answer would tell much of the row");

    /// <inheritdoc/>
    protected override double Of(RouteState state, SignalContext context, int item) => state.Information(item) / Math.Log(context.ClassCount);
}
