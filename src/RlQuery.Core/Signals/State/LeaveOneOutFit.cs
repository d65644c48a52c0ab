using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.State;

/// <summary>
/// V / (V + E), with E the squared errors of the labelled rows' predictions, each row left out, and V their squared deviations from the mean of the others:
/// 1/2 for a model that is no better than the mean, more for a better one; in [0, 1].
/// </summary>
/// <remarks>
/// Source: D.M. Allen, "The Relationship between Variable Selection and Data Augmentation and a Method for Prediction" (1974), PRESS: a row of leverage h
/// that is left out has the error e / (1 - h) (<see cref="ICurvature"/>).
/// </remarks>
internal sealed class LeaveOneOutFit : IStateValue
{
    /// <inheritdoc/>
    public string Name => "leave-one-out-fit";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Numbers | SignalNeeds.Curvature;

    /// <inheritdoc/>
    public string Description => "how well the labelled rows are predicted, each left out, against their mean: 1/2 if no better; in [0, 1]";

    /// <inheritdoc/>
    public float Compute(SignalContext context)
    {
        NumberView numbers = context.Numbers;
        ReadOnlySpan<int> known = numbers.Known;
        if (known.Length < 2)
        {
            return 0.5f;
        }
        int width = CurvatureRows.WidthOf(context);
        Span<float> whitened = context.Floats(known.Length * width);
        context.LabelledInCurvature.Whiten(0, known, whitened);
        ReadOnlySpan<double> predictions = numbers.Predictions;
        double mean = 0;
        foreach (double number in numbers.Numbers)
        {
            mean += number / known.Length;
        }
        double errors = 0;
        double deviations = 0;
        for (int i = 0; i < known.Length; i++)
        {
            ReadOnlySpan<float> z = whitened.Slice(i * width, width);
            double kept = Math.Max(0.02, 1 - VectorMath.Dot(z, z));
            double error = (numbers.Numbers[i] - predictions[known[i]]) / kept;
            double deviation = (numbers.Numbers[i] - mean) * known.Length / (known.Length - 1);
            errors += error * error;
            deviations += deviation * deviation;
        }
        return errors + deviations == 0 ? 0.5f : (float)(deviations / (errors + deviations));
    }
}
