using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>h / (1 + h) with h = Σ p(1 - p) xᵀH⁻¹x over the learner's scores: the candidate's leverage under the Hessian of the loss, in [0, 1).</summary>
/// <remarks>
/// Source: Pregibon, "Logistic Regression Diagnostics" (1981); Hoi, Jin, Zhu and Lyu, "Batch Mode Active Learning and Its Application to Medical Image
/// Classification" (2006) for its use in queries. A learner without curvature is given the ridge Gram matrix of the labelled rows (<see
/// cref="RidgeCurvature"/>).
/// <para>
/// Largest first. Unit: h / (1 + h) of a quadratic form without unit. Peers: not in the libraries compared; optimal design uses h itself. The order
/// is the same.
/// </para>
/// </remarks>
public sealed class LeverageSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "leverage";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Curvature;

    /// <inheritdoc/>
    public string Description => "how far the label could move the model: p(1 - p) xᵀH⁻¹x, summed over the scores, as h / (1 + h); in [0, 1)";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("its label would move the model little", "its label could move the model far");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ICurvature curvature = context.Curvature;
        values.Clear();
        for (int block = 0; block < curvature.Blocks; block++)
        {
            ReadOnlySpan<float> leverages = context.Whitened.Leverages(block);
            int own = curvature.BlockClass(block);
            for (int i = 0; i < values.Length; i++)
            {
                ReadOnlySpan<float> probabilities = context.ProbabilitiesOf(context.Candidates[i]);
                float p = own < 0 ? Probability.TopTwo(probabilities).First : probabilities[own];
                values[i] += p * (1 - p) * leverages[i];
            }
        }
        for (int i = 0; i < values.Length; i++)
        {
            values[i] /= 1 + values[i];
        }
    }
}
