using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// p₁ - p₂: how far the model prefers its prediction to the runner-up, in [0, 1]. The smallest is queried ("smallest margin", "breaking ties").
/// </summary>
/// <remarks>
/// Source: Scheffer, Decomain and Wrobel, "Active Hidden Markov Models for Information Extraction" (2001).
/// <para>
/// Smallest first. Unit: difference of probabilities. Peers: modAL, libact, small-text (breaking ties) and baal: the same, lowest first;
/// scikit-activeml: 1 - (p₁ - p₂), highest first. Not the decision value of a support vector machine, by which <c>rlquery reproduce</c> chooses.
/// </para>
/// </remarks>
public sealed class MarginSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "margin";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Lowest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities;

    /// <inheritdoc/>
    public string Description => "the largest minus the second largest probability; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("the model wavers between two classes", "the model sees one class clearly");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ReadOnlySpan<int> rows = context.Candidates;
        if (context.ClassCount == 2)
        {
            ReadOnlySpan<float> p = context.Probabilities;
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = MathF.Abs(p[2 * rows[i]] - p[(2 * rows[i]) + 1]);
            }
            return;
        }
        for (int i = 0; i < values.Length; i++)
        {
            (float first, float second) = Probability.TopTwo(context.ProbabilitiesOf(rows[i]));
            values[i] = first - second;
        }
    }
}
