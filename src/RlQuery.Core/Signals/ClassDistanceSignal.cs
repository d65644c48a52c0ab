using RlQuery.Core.Signals.Context;
namespace RlQuery.Core.Signals;

/// <summary>
/// r / (r + r') with r the distance to the nearest labelled row of the predicted class and r' that to the nearest of any other, in [0, 1]: above 1/2, the
/// nearest label contradicts the model.
/// </summary>
/// <remarks>Source: this library; the ratio is the confidence of a one-nearest-neighbour rule. 1/2 while neither is known.</remarks>
public sealed class ClassDistanceSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "class-distance";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "distance to the nearest label of the predicted class against that of any other class, r / (r + r'); in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons =>
        ("a label of the class that is predicted is near", "labels of other classes are nearer than any of the class that is predicted");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ClassGeometry classes = context.Classes;
        for (int i = 0; i < values.Length; i++)
        {
            int row = context.Candidates[i];
            int predicted = context.Predicted[row];
            float own = MathF.Sqrt(classes.NearestSquared(predicted)[row]);
            float other = float.PositiveInfinity;
            for (int k = 0; k < context.ClassCount; k++)
            {
                other = k == predicted ? other : MathF.Min(other, classes.NearestSquared(k)[row]);
            }
            other = MathF.Sqrt(other);
            values[i] = own == other ? 0.5f
                : float.IsPositiveInfinity(own) ? 1
                : float.IsPositiveInfinity(other) ? 0
                : own / (own + other);
        }
    }
}
