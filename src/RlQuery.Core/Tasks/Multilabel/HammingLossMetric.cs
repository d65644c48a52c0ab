using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Multilabel;

/// <summary>Share of classes, over all items, that are predicted wrongly to be in the set or not.</summary>
/// <remarks>As scikit-learn's <c>hamming_loss</c>.</remarks>
internal sealed class HammingLossMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "hamming-loss";

    /// <inheritdoc/>
    public string Words => "Hamming loss";

    /// <inheritdoc/>
    public string Description => "share of classes, over all rows, that are told wrongly to be in the set or not";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.ClassSet;

    /// <inheritdoc/>
    public bool HigherIsBetter => false;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (0, 1);

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions)
    {
        int wrong = 0;
        for (int unit = 0; unit < predictions.Units; unit++)
        {
            var counts = SetCounts.Of(predictions.Unit(unit));
            wrong += counts.Told + counts.True;
        }
        return (double)wrong / predictions.Labels.Length;
    }

    /// <summary>Share of correct class memberships, or a mean of it and the mean probability of the true memberships.</summary>
    /// <param name="predictions">Predictions of the test items.</param>
    /// <param name="smoothing">Weight of the mean probability, in [0, 1].</param>
    public double Score(TestPredictions predictions, double smoothing)
    {
        double sum = 0;
        for (int unit = 0; unit < predictions.Units; unit++)
        {
            TestPredictions own = predictions.Unit(unit);
            for (int i = 0; i < own.Labels.Length; i++)
            {
                double right = own.Predicted(i) == own.Labels[i] ? 1 : 0;
                sum += ((1 - smoothing) * right) + (smoothing * own.Row(i)[own.Labels[i]]);
            }
        }
        return sum / Math.Max(1, predictions.Labels.Length);
    }
}
