using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.Routing;

/// <summary>How many answers the annotator gave so far, the start aside: m of them as m / (m + 1), in [0, 1).</summary>
/// <remarks>Source: this library.</remarks>
internal sealed class AnswerLoadSignal : RoutingSignal
{
    /// <inheritdoc/>
    public override string Name => "answer-load";

    /// <inheritdoc/>
    public override Preference Preference => Preference.Lowest;

    /// <inheritdoc/>
    public override string Description => "answers m that the annotator gave as m / (m + 1); in [0, 1)";

    /// <inheritdoc/>
    public override (string Low, string High) Reasons => ("whom it asks answered little so far", "whom it asks answered much so far");

    /// <inheritdoc/>
    protected override double Of(RouteState state, SignalContext context, int item) =>
        (double)state.Records.Asked(context.Items.Routes!.AnnotatorOf(item)) / (state.Records.Asked(context.Items.Routes!.AnnotatorOf(item)) + 1);
}
