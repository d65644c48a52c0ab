using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Routing;

/// <summary>Whether a person is asked, and no model: 1 or 0.</summary>
/// <remarks>Source: this library.</remarks>
internal sealed class AnswerPersonSignal : RoutingSignal
{
    /// <inheritdoc/>
    public override string Name => "answer-person";

    /// <inheritdoc/>
    public override Preference Preference => Preference.Lowest;

    /// <inheritdoc/>
    public override string Description => "1 where a person is asked, 0 where a model is; in [0, 1]";

    /// <inheritdoc/>
    public override (string Low, string High) Reasons => ("a model is asked", "a person is asked");

    /// <inheritdoc/>
    protected override double Of(RouteState state, SignalContext context, int item)
    {
        Routes routes = context.Items.Routes!;
        return routes.AnnotatorOf(item) != Routes.Certain && routes.Persons[routes.AnnotatorOf(item)] ? 1 : 0;
    }
}
