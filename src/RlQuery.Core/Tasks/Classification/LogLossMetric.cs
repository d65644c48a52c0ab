using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Classification;

/// <summary>Mean of minus the natural logarithm of the true class's probability (cross-entropy).</summary>
/// <remarks>
/// As scikit-learn's <c>log_loss</c> of probabilities in single precision: they are clipped to [2^-23, 1 - 2^-23], the machine epsilon, so that a row that is
/// wrong beyond doubt costs 15.94.
/// </remarks>
internal sealed class LogLossMetric : IMetric
{
    private const double Epsilon = 1.0 / (1 << 23);

    /// <inheritdoc/>
    public string Name => "log-loss";

    /// <inheritdoc/>
    public string Words => "log-loss";

    /// <inheritdoc/>
    public string Description => "mean of minus the natural logarithm of the true class's probability";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Class;

    /// <inheritdoc/>
    public bool HigherIsBetter => false;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (-Math.Log(1 - Epsilon), -Math.Log(Epsilon));

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions)
    {
        double sum = 0;
        for (int row = 0; row < predictions.Labels.Length; row++)
        {
            sum -= Math.Log(Math.Clamp(predictions.Row(row)[predictions.Labels[row]], Epsilon, 1 - Epsilon));
        }
        return sum / predictions.Labels.Length;
    }
}
