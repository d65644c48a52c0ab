using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Multilabel;

/// <summary>Mean over the classes of their F1.</summary>
/// <remarks>As scikit-learn's <c>f1_score</c> with <c>average="macro"</c> on indicators.</remarks>
internal sealed class LabelMacroF1Metric : IMetric
{
    /// <inheritdoc/>
    public string Name => "label-macro-f1";

    /// <inheritdoc/>
    public string Words => "macro F1 over classes";

    /// <inheritdoc/>
    public string Description => "mean over the classes of their F1";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.ClassSet;

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (0, 1);

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions)
    {
        double sum = 0;
        for (int unit = 0; unit < predictions.Units; unit++)
        {
            sum += SetCounts.Of(predictions.Unit(unit)).F1;
        }
        return sum / predictions.Units;
    }
}
