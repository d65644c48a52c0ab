using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.Routing;

/// <summary>How often the annotator is right on the five answered rows that are nearest, with two right and one wrong answer added, in (0, 1).</summary>
/// <remarks>
/// Source: the quality of a labeler for an instance in Huang, Chen, Mu and Zhou, "Cost-Effective Active Learning from Diverse Labelers" (2017). There the
/// neighbours are rows whose class is known; here an answer is right where it is the likeliest class of its row.
/// </remarks>
internal sealed class AnswerNearbySignal : RoutingSignal
{
    /// <inheritdoc/>
    public override string Name => "answer-nearby";

    /// <inheritdoc/>
    public override Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public override string Description => "share of right answers of the annotator on the nearest answered rows; in [0, 1]";

    /// <inheritdoc/>
    public override (string Low, string High) Reasons => ("whom it asks errs on rows like this", "whom it asks is right on rows like this");

    /// <inheritdoc/>
    protected override double Of(RouteState state, SignalContext context, int item) =>
        state.Records.Nearby(context.Items.Routes!.AnnotatorOf(item), context.Items.Routes!.RowOf(item));
}
