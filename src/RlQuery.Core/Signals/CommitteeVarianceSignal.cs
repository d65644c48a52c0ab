using RlQuery.Core.Signals.Context;
namespace RlQuery.Core.Signals;

/// <summary>Standard deviation of a committee's predictions, relative to the largest among the candidates, in [0, 1].</summary>
/// <remarks>
/// Source: T. RayChaudhuri and L.G.C. Hamey, "Minimisation of Data Collection by Active Learning" (1995). Members learn from Bayesian bootstraps of the
/// labelled items.
/// </remarks>
public sealed class CommitteeVarianceSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "qbc-variance";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Numbers | SignalNeeds.Committee;

    /// <inheritdoc/>
    public string Description => "how much a committee's predictions vary, relative to the largest among the candidates; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("models of parts of the labels agree on its number", "models of parts of the labels differ over its number");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        NumberView numbers = context.Numbers;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)numbers.Disagreement(context.Candidates[i]);
        }
        Largest.DivideBy(values);
    }
}
