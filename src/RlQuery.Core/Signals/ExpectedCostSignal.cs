using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals;

/// <summary>What the best prediction of the row is expected to cost, as a share of the largest cost of an error, in [0, 1].</summary>
/// <remarks>
/// Source: Margineantu, "Active Cost-Sensitive Learning" (2005); maximum expected cost in Chen and Lin, "Active Learning for Multiclass Cost-Sensitive
/// Classification Using Probabilistic Models" (2013). Where all errors cost the same it is 1 less the largest probability.
/// </remarks>
public sealed class ExpectedCostSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "expected-cost";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities;

    /// <inheritdoc/>
    public string Description => "what the best prediction is expected to cost as a share of the largest cost of an error; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("an error would cost little", "an error is likely or dear");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ErrorCosts errors = context.Errors;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)Math.Clamp(errors.Decide(context.ProbabilitiesOf(context.Candidates[i])).Cost / errors.Largest, 0, 1);
        }
    }
}
