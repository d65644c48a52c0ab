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
}
