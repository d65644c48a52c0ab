using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.Routing;

/// <summary>The probability that the answer will be right: how often the annotator is, on the classes that the row is likely of, in [0, 1].</summary>
/// <remarks>Source: Dawid and Skene, "Maximum Likelihood Estimation of Observer Error-Rates Using the EM Algorithm" (1979).</remarks>
internal sealed class AnswerCredibilitySignal : RoutingSignal
{
    /// <inheritdoc/>
    public override string Name => "answer-credibility";

    /// <inheritdoc/>
    public override Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public override string Description => "probability that the answer is right: how often the annotator is, on the row's likely classes; in [0, 1]";

    /// <inheritdoc/>
    public override (string Low, string High) Reasons => ("whom it asks errs often on such rows", "whom it asks is right on such rows");

    /// <inheritdoc/>
    protected override double Of(RouteState state, SignalContext context, int item) => state.Credibility(item);
}
