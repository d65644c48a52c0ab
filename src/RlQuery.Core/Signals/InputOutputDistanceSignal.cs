using RlQuery.Core.Signals.Context;
namespace RlQuery.Core.Signals;

/// <summary>
/// Product of the distance to a labelled item in features and that of the prediction to the item's label, minimised over the labelled items (improved greedy
/// sampling, iGS), relative to the largest among the candidates, in [0, 1].
/// </summary>
/// <remarks>Source: D. Wu, C.-T. Lin and J. Huang, "Active Learning for Regression Using Greedy Sampling" (2019). 0 while nothing is labelled.</remarks>
public sealed class InputOutputDistanceSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "greedy-input-output";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Numbers | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "product of both distances to the label where it is least, relative to the largest among the candidates; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("like a row whose number is known", "unlike all rows whose numbers are known");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        NumberView numbers = context.Numbers;
        ReadOnlySpan<double> predictions = numbers.Predictions;
        values.Fill(numbers.Known.IsEmpty ? 0 : float.PositiveInfinity);
        for (int m = 0; m < numbers.Known.Length; m++)
        {
            ReadOnlySpan<double> distances = numbers.Distances(m);
            for (int i = 0; i < values.Length; i++)
            {
                int item = context.Candidates[i];
                values[i] = MathF.Min(values[i], (float)(distances[item] * Math.Abs(predictions[item] - numbers.Numbers[m])));
            }
        }
        Largest.DivideBy(values);
    }
}
