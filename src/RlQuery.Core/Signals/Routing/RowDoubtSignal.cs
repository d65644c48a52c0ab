using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.Routing;

/// <summary>How close the two likeliest classes of the row are: 1 less the difference of their probabilities, in [0, 1].</summary>
/// <remarks>Source: this library. For a row without an answer it is 1 less <see cref="MarginSignal"/>.</remarks>
internal sealed class RowDoubtSignal : RoutingSignal
{
    /// <inheritdoc/>
    public override string Name => "row-doubt";

    /// <inheritdoc/>
    public override Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public override string Description => "1 - margin of the row's class, by its answers, or where there is none, by the learner; in [0, 1]";

    /// <inheritdoc/>
    public override (string Low, string High) Reasons => ("the class of the row is clear", "two classes of the row are about as likely");

    /// <inheritdoc/>
    protected override double Of(RouteState state, SignalContext context, int item)
    {
        (double first, double second) = (0, 0);
        foreach (double p in state.Belief(item))
        {
            (first, second) = p > first ? (p, first) : (first, Math.Max(second, p));
        }
        return 1 - (first - second);
    }
}
