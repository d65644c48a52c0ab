namespace RlQuery.Core.Tasks.Multilabel;

/// <summary>How often a class is in the set, and how often it is predicted to be.</summary>
/// <param name="Both">In the set, and predicted to be.</param>
/// <param name="Told">Predicted to be, but not in the set.</param>
/// <param name="True">In the set, but not predicted to be.</param>
internal readonly record struct SetCounts(int Both, int Told, int True)
{
    /// <summary>F1 of these counts: the harmonic mean of precision and recall; 0 if all counts are 0, as in scikit-learn.</summary>
    public double F1 => (2 * Both) + Told + True == 0 ? 0 : 2.0 * Both / ((2 * Both) + Told + True);

    /// <summary>Counts one class.</summary>
    /// <param name="predictions">Predictions of the class's unit.</param>
    public static SetCounts Of(TestPredictions predictions)
    {
        (int both, int told, int truth) = (0, 0, 0);
        for (int i = 0; i < predictions.Labels.Length; i++)
        {
            bool predicted = predictions.Predicted(i) == 1;
            bool there = predictions.Labels[i] == 1;
            both += predicted && there ? 1 : 0;
            told += predicted && !there ? 1 : 0;
            truth += !predicted && there ? 1 : 0;
        }
        return new SetCounts(both, told, truth);
    }

    /// <summary>The counts of several classes together.</summary>
    /// <param name="other">The other.</param>
    public SetCounts Plus(SetCounts other) => new(Both + other.Both, Told + other.Told, True + other.True);
}
