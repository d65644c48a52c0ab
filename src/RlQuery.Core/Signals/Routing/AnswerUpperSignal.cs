using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.Routing;

/// <summary>The upper bound of how often the annotator is right, of a 95 % interval, relative to the largest of all, in (0, 1].</summary>
/// <remarks>
/// Source: interval estimation, with which Donmez, Carbonell and Schneider, "Efficiently Learning the Accuracy of Labeling Sources for Selective Sampling"
/// (2009), choose among annotators. An answer is right where it is the likeliest class of its row.
/// </remarks>
internal sealed class AnswerUpperSignal : RoutingSignal
{
    /// <inheritdoc/>
    public override string Name => "answer-upper";

    /// <inheritdoc/>
    public override Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public override string Description => "upper bound of how often the annotator is right relative to the largest of all; in [0, 1]";

    /// <inheritdoc/>
    public override (string Low, string High) Reasons => ("whom it asks is known to err", "whom it asks may be the best");

    /// <inheritdoc/>
    protected override double Of(RouteState state, SignalContext context, int item) =>
        state.Records.RelativeUpper(context.Items.Routes!.AnnotatorOf(item));
}
