namespace RlQuery.Core.Tasks.Classification;

/// <summary>How often each class is true, predicted, and both.</summary>
/// <param name="True">Rows of each class.</param>
/// <param name="Predicted">Rows that are predicted to be of it.</param>
/// <param name="Both">Rows of it that are predicted to be of it.</param>
internal sealed record ClassCounts(int[] True, int[] Predicted, int[] Both)
{
    public static ClassCounts Of(TestPredictions predictions)
    {
        var counts = new ClassCounts(new int[predictions.Classes], new int[predictions.Classes], new int[predictions.Classes]);
        for (int row = 0; row < predictions.Labels.Length; row++)
        {
            (int label, int predicted) = (predictions.Labels[row], predictions.Predicted(row));
            counts.True[label]++;
            counts.Predicted[predicted]++;
            counts.Both[label] += predicted == label ? 1 : 0;
        }
        return counts;
    }

    /// <summary>The harmonic mean of precision and recall; 0 if the class is never predicted correctly.</summary>
    public double F1(int label) => Both[label] == 0 ? 0 : 2.0 * Both[label] / (True[label] + Predicted[label]);
}
