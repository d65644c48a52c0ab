using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.State;

/// <summary>Mean probability that the model gives the labels it was fitted to, in [0, 1]: low where the model is too weak for the data.</summary>
internal sealed class LabelledConfidence : IStateValue
{
    /// <inheritdoc/>
    public string Name => "labelled-confidence";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public string Description => "mean probability of the labelled rows' own labels; in [0, 1]";

    /// <inheritdoc/>
    public float Compute(SignalContext context)
    {
        ReadOnlySpan<int> labelled = context.Pool.Labelled;
        float total = 0;
        for (int i = 0; i < labelled.Length; i++)
        {
            total += context.ProbabilitiesOf(labelled[i])[context.Pool.Labels[i]];
        }
        return total / Math.Max(1, labelled.Length);
    }
}
