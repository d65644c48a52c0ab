using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>Probability that the two rows of a pair belong together, in [0, 1].</summary>
/// <remarks>Source: this library.</remarks>
public sealed class LinkProbabilitySignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "link-probability";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Pairs | SignalNeeds.Probabilities;

    /// <inheritdoc/>
    public string Description => "probability that the two rows belong together; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("the model keeps its rows apart", "the model puts its rows together");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = context.ProbabilitiesOf(context.Candidates[i])[1];
        }
    }
}
