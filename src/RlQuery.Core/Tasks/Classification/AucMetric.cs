using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Classification;

/// <summary>Area under the ROC curve: how often a row of a class has a higher probability of it than a row of another class; equal ones count half.</summary>
/// <remarks>
/// As scikit-learn's <c>roc_auc_score</c>: with two classes, the AUC of the second; with more, the mean over the classes, each against all others
/// (<c>multi_class="ovr"</c>, <c>average="macro"</c>). A class without a test row is left out of the mean; scikit-learn refuses that. The metric is undefined
/// if all test rows have one class.
/// </remarks>
internal sealed class AucMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "auc";

    /// <inheritdoc/>
    public string Words => "AUC";

    /// <inheritdoc/>
    public string Description => "area under the ROC curve: of the second of two classes, of more the mean of each against all others";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Class;

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (0, 1);

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions)
    {
        float[] keys = new float[predictions.Labels.Length];
        int[] labels = new int[predictions.Labels.Length];
        double sum = 0;
        int measured = 0;
        for (int label = predictions.Classes == 2 ? 1 : 0; label < predictions.Classes; label++)
        {
            predictions.Labels.CopyTo(labels);
            for (int row = 0; row < keys.Length; row++)
            {
                keys[row] = predictions.Row(row)[label];
            }
            Array.Sort(keys, labels);
            double area = Area(keys, labels, label);
            (sum, measured) = double.IsNaN(area) ? (sum, measured) : (sum + area, measured + 1);
        }
        return measured > 0 ? sum / measured : throw new InvalidInputException("auc: all test rows are of one class; it takes rows of two");
    }

    // The share of pairs, one row of the class and one of another, in which the former is higher. Counts are doubled, so that they are whole and the result
    // exact.
    private static double Area(float[] ascending, int[] labels, int label)
    {
        long doubled = 0;
        (long below, long positives) = (0, 0);
        for (int start = 0; start < ascending.Length;)
        {
            int end = start;
            long own = 0;
            for (; end < ascending.Length && ascending[end] == ascending[start]; end++)
            {
                own += labels[end] == label ? 1 : 0;
            }
            long others = end - start - own;
            doubled += own * ((2 * below) + others);
            (below, positives, start) = (below + others, positives + own, end);
        }
        return (double)doubled / (2 * positives * below);
    }
}
