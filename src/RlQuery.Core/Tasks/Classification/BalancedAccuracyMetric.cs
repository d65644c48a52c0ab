using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Classification;

/// <summary>Mean recall of the classes, so that a rare one counts as much as a frequent one.</summary>
/// <remarks>As scikit-learn's <c>balanced_accuracy_score</c>: a class without a test row is left out of the mean.</remarks>
internal sealed class BalancedAccuracyMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "balanced-accuracy";

    /// <inheritdoc/>
    public string Words => "balanced accuracy";

    /// <inheritdoc/>
    public string Description => "mean recall of the classes, so that a rare one counts as much as a frequent one";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Class;

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (0, 1);

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions)
    {
        var counts = ClassCounts.Of(predictions);
        return counts.True.Zip(counts.Both).Where(one => one.First > 0).Average(one => (double)one.Second / one.First);
    }

    /// <summary>Balanced accuracy, or a mean of it and the mean over the classes of the mean probability of the true class.</summary>
    /// <param name="predictions">Predictions of the test items.</param>
    /// <param name="smoothing">Weight of the mean probability, in [0, 1].</param>
    public double Score(TestPredictions predictions, double smoothing)
    {
        Span<double> sums = predictions.Classes <= 64 ? stackalloc double[predictions.Classes] : new double[predictions.Classes];
        Span<int> rows = predictions.Classes <= 64 ? stackalloc int[predictions.Classes] : new int[predictions.Classes];
        sums.Clear();
        rows.Clear();
        for (int i = 0; i < predictions.Labels.Length; i++)
        {
            int label = predictions.Labels[i];
            rows[label]++;
            sums[label] += (smoothing * predictions.Row(i)[label]) + (predictions.Predicted(i) == label ? 1 - smoothing : 0);
        }
        double total = 0;
        int seen = 0;
        for (int label = 0; label < rows.Length; label++)
        {
            total += rows[label] > 0 ? sums[label] / rows[label] : 0;
            seen += rows[label] > 0 ? 1 : 0;
        }
        return total / Math.Max(1, seen);
    }
}
