using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Routing;

/// <summary>The price of the answer, p, against the geometric mean of the annotators' prices, g: p / (p + g), in (0, 1).</summary>
/// <remarks>Source: this library. It is the logistic function of the difference of logarithms, so that prices of any currency may be far apart.</remarks>
internal sealed class AnswerPriceSignal : RoutingSignal
{
    /// <inheritdoc/>
    public override string Name => "answer-price";

    /// <inheritdoc/>
    public override Preference Preference => Preference.Lowest;

    /// <inheritdoc/>
    public override string Description => "price of the answer p against the geometric mean g of the annotators' prices, p / (p + g); in (0, 1)";

    /// <inheritdoc/>
    public override (string Low, string High) Reasons => ("whom it asks is cheap", "whom it asks is dear");

    /// <inheritdoc/>
    protected override double Of(RouteState state, SignalContext context, int item)
    {
        Routes routes = context.Items.Routes!;
        double logarithms = 0;
        foreach (double price in routes.Prices)
        {
            logarithms += Math.Log(price);
        }
        double own = routes.PriceOf(item);
        return own / (own + Math.Exp(logarithms / routes.Prices.Length));
    }
}
