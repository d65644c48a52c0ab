using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Classification;

/// <summary>Share of rows that are predicted rightly.</summary>
internal sealed class AccuracyMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "accuracy";

    /// <inheritdoc/>
    public string Words => "accuracy";

    /// <inheritdoc/>
    public string Description => "share of rows predicted rightly";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Class;

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (0, 1);

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions) => (double)ClassCounts.Of(predictions).Both.Sum() / predictions.Labels.Length;

    /// <summary>Accuracy, or a mean of it and the mean probability of the true class.</summary>
    /// <param name="predictions">Predictions of the test items.</param>
    /// <param name="smoothing">Weight of the mean probability, in [0, 1].</param>
    public double Score(TestPredictions predictions, double smoothing)
    {
        ReadOnlySpan<int> labels = predictions.Labels;
        int right = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            // Two classes need no loop: training and evaluation call this for every test row after every query.
            ReadOnlySpan<float> row = predictions.Row(i);
            int predicted = row.Length == 2 ? (row[1] > row[0] ? 1 : 0) : predictions.Predicted(i);
            right += predicted == labels[i] ? 1 : 0;
        }
        double trust = 0;
        for (int i = 0; i < labels.Length && smoothing > 0; i++)
        {
            trust += predictions.Row(i)[labels[i]];
        }
        return (((1 - smoothing) * right) + (smoothing * trust)) / Math.Max(1, labels.Length);
    }
}
