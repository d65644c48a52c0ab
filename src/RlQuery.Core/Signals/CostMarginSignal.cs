using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals;

/// <summary>How much more the second best prediction of the row is expected to cost than the best, as a share of the largest cost, in [0, 1].</summary>
/// <remarks>
/// Source: cost-weighted minimum margin in Chen and Lin, "Active Learning for Multiclass Cost-Sensitive Classification Using Probabilistic Models" (2013).
/// Where all errors cost the same it is <see cref="MarginSignal"/>.
/// </remarks>
public sealed class CostMarginSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "cost-margin";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Lowest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities;

    /// <inheritdoc/>
    public string Description => "expected cost of the second best prediction less that of the best as a share of the largest; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("two predictions would cost about the same", "one prediction is clearly the cheapest");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ErrorCosts errors = context.Errors;
        for (int i = 0; i < values.Length; i++)
        {
            (int _, double least, double next) = errors.Decide(context.ProbabilitiesOf(context.Candidates[i]));
            values[i] = (float)Math.Clamp((next - least) / errors.Largest, 0, 1);
        }
    }
}
