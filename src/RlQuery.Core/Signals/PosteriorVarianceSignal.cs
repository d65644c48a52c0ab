using RlQuery.Core.Signals.Context;
namespace RlQuery.Core.Signals;

/// <summary>Standard deviation of the prediction, as the learner estimates it, relative to the largest among the candidates, in [0, 1].</summary>
/// <remarks>
/// Source: D.J.C. MacKay, "Information-Based Objective Functions for Active Data Selection" (1992); with a Gaussian process, S. Seo, M. Wallat, T. Graepel
/// and K. Obermayer, "Gaussian Process Regression: Active Data Selection and Test Point Rejection" (2000). If the learner has no variance, that of the
/// committee.
/// </remarks>
public sealed class PosteriorVarianceSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "posterior-variance";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Numbers;

    /// <inheritdoc/>
    public string Description => "how unsure the learner is of its prediction, relative to the largest among the candidates; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("the model is sure of its number", "the model is unsure of its number");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ReadOnlySpan<double> variances = context.Numbers.Variances;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)Math.Sqrt(variances[context.Candidates[i]]);
        }
        Largest.DivideBy(values);
    }
}
