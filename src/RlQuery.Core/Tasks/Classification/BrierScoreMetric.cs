using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Classification;

/// <summary>Mean squared error of the probabilities.</summary>
/// <remarks>
/// As scikit-learn's <c>brier_score_loss</c>. With two classes it is the squared error of one class's probability, in [0, 1]. With more it is the sum over all
/// classes, in [0, 2]: the definition of G. W. Brier, "Verification of Forecasts Expressed in Terms of Probability" (1950), which for two classes would be
/// twice the other.
/// </remarks>
internal sealed class BrierScoreMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "brier";

    /// <inheritdoc/>
    public string Words => "Brier score";

    /// <inheritdoc/>
    public string Description => "mean squared error of the probabilities: of the second of two classes, summed over all where there are more";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Class;

    /// <inheritdoc/>
    public bool HigherIsBetter => false;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (0, 2);

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions)
    {
        double sum = 0;
        for (int row = 0; row < predictions.Labels.Length; row++)
        {
            ReadOnlySpan<float> probabilities = predictions.Row(row);
            for (int label = predictions.Classes == 2 ? 1 : 0; label < probabilities.Length; label++)
            {
                double error = probabilities[label] - (label == predictions.Labels[row] ? 1.0 : 0);
                sum += error * error;
            }
        }
        return sum / predictions.Labels.Length;
    }
}
