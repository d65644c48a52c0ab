using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Classification;

/// <summary>Mean over the classes of the harmonic mean of precision and recall.</summary>
/// <remarks>
/// As scikit-learn's <c>f1_score</c> with <c>average="macro"</c>: a class that is neither true nor predicted in any test row is left out of the mean; one
/// that is never predicted rightly has 0.
/// </remarks>
internal sealed class MacroF1Metric : IMetric
{
    /// <inheritdoc/>
    public string Name => "macro-f1";

    /// <inheritdoc/>
    public string Words => "macro F1";

    /// <inheritdoc/>
    public string Description => "mean over the classes of the harmonic mean of precision and recall";

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
        return Enumerable.Range(0, predictions.Classes).Where(label => counts.True[label] + counts.Predicted[label] > 0).Average(counts.F1);
    }
}
