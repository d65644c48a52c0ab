using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Multilabel;

/// <summary>Share of items whose whole set of classes is predicted correctly.</summary>
/// <remarks>As scikit-learn's <c>accuracy_score</c> on indicators.</remarks>
internal sealed class SubsetAccuracyMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "subset-accuracy";

    /// <inheritdoc/>
    public string Words => "subset accuracy";

    /// <inheritdoc/>
    public string Description => "share of rows whose whole set of classes is told rightly";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.ClassSet;

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (0, 1);

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions)
    {
        bool[] wrong = new bool[predictions.Labels.Length / predictions.Units];
        for (int unit = 0; unit < predictions.Units; unit++)
        {
            TestPredictions own = predictions.Unit(unit);
            for (int i = 0; i < wrong.Length; i++)
            {
                wrong[i] |= own.Predicted(i) != own.Labels[i];
            }
        }
        return (double)wrong.Count(one => !one) / wrong.Length;
    }
}
