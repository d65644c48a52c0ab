using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.Routing;

/// <summary>What the answer is expected to tell for its price, relative to the best among the candidates, in [0, 1].</summary>
/// <remarks>Source: this library; <see cref="AnswerInformationSignal"/> over the price.</remarks>
internal sealed class AnswerValueSignal : RoutingSignal
{
    /// <inheritdoc/>
    public override string Name => "answer-value";

    /// <inheritdoc/>
    public override Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public override string Description => "answer-information for its price, relative to the largest among the candidates; in [0, 1]";

    /// <inheritdoc/>
    public override (string Low, string High) Reasons => ("the answer tells little for its price", "the answer tells much for its price");

    /// <inheritdoc/>
    public override void Compute(SignalContext context, Span<float> values)
    {
        base.Compute(context, values);
        float largest = 0;
        foreach (float value in values)
        {
            largest = MathF.Max(largest, value);
        }
        for (int i = 0; i < values.Length && largest > 0; i++)
        {
            values[i] /= largest;
        }
    }

    /// <inheritdoc/>
    protected override double Of(RouteState state, SignalContext context, int item) => state.Information(item) / context.Items.Routes!.PriceOf(item);
}
