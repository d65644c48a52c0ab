using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Σ_k p_k |p - e_k| |[x; 1]|, divided by its largest value among the candidates: how strongly the label is expected to move the model, in [0, 1].
/// </summary>
/// <remarks>
/// Source: Settles, Craven and Ray, "Multiple-Instance Active Learning" (2008), section 3.2, for a model that is linear in x: the gradient of the log-loss is
/// (p - e_k) [x; 1]ᵀ. For other learners the same formula on the standardised features is the fallback.
/// <para>
/// Largest first. Unit: share of the largest length among the candidates. Peers: small-text: the gradient of its whole network; here that of a linear
/// model, bias included.
/// </para>
/// </remarks>
public sealed class ExpectedGradientLengthSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "expected-gradient-length";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities;

    /// <inheritdoc/>
    public string Description => "expected length of the gradient that the label would add, relative to the largest among the candidates; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("its label is expected to change the model little", "its label is expected to change the model much");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        float largest = 0;
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<float> p = context.ProbabilitiesOf(context.Candidates[i]);
            ReadOnlySpan<float> x = context.Items.Features.Row(context.Candidates[i]);
            float pull = Pull(p, VectorMath.ArgMax(p));
            values[i] = pull * MathF.Sqrt(1 + VectorMath.Dot(x, x));
            largest = MathF.Max(largest, values[i]);
        }
        for (int i = 0; i < values.Length && largest > 0; i++)
        {
            values[i] /= largest;
        }
    }

    // Σ_k p_k |p - e_k|
    private static float Pull(ReadOnlySpan<float> p, int predicted)
    {
        if (p.Length == 2)
        {
            // |p - e_k| is √2 times the other probability.
            return 2 * MathF.Sqrt(2) * p[0] * p[1];
        }
        float squares = VectorMath.Dot(p, p);
        float rest = 0;
        float restSquares = 0;
        float pull = 0;
        for (int k = 0; k < p.Length; k++)
        {
            if (k != predicted)
            {
                rest += p[k];
                restSquares += p[k] * p[k];
                // |p - e_k|² = Σ p² - 2 p_k + 1
                pull += p[k] * MathF.Sqrt(squares - (2 * p[k]) + 1);
            }
        }
        // The same for the predicted class, but without the difference that a near certain prediction loses in rounding.
        return pull + (p[predicted] * MathF.Sqrt((rest * rest) + restSquares));
    }
}
