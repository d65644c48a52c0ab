using RlQuery.Core.Signals.Context;
namespace RlQuery.Core.Signals;

/// <summary>
/// Distance of the prediction to the nearest label (greedy sampling on the output, GSy), relative to the largest among the candidates, in [0, 1].
/// </summary>
/// <remarks>Source: D. Wu, C.-T. Lin and J. Huang, "Active Learning for Regression Using Greedy Sampling" (2019). 0 while nothing is labelled.</remarks>
public sealed class OutputDistanceSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "greedy-output";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Numbers;

    /// <inheritdoc/>
    public string Description => "distance of the prediction to the nearest label, relative to the largest among the candidates; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("its number is like one that is known", "its number is unlike all that are known");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ReadOnlySpan<double> predictions = context.Numbers.Predictions;
        ReadOnlySpan<double> known = context.Numbers.Numbers;
        values.Fill(known.IsEmpty ? 0 : float.PositiveInfinity);
        foreach (double number in known)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = MathF.Min(values[i], (float)Math.Abs(predictions[context.Candidates[i]] - number));
            }
        }
        Largest.DivideBy(values);
    }
}
