using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Multilabel;

/// <summary>F1 of all classes counted together.</summary>
/// <remarks>As scikit-learn's <c>f1_score</c> with <c>average="micro"</c> on indicators.</remarks>
internal sealed class MicroF1Metric : IMetric
{
    /// <inheritdoc/>
    public string Name => "micro-f1";

    /// <inheritdoc/>
    public string Words => "micro F1";

    /// <inheritdoc/>
    public string Description => "F1 of all classes counted together";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.ClassSet;

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (0, 1);

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions)
    {
        SetCounts counts = default;
        for (int unit = 0; unit < predictions.Units; unit++)
        {
            counts = counts.Plus(SetCounts.Of(predictions.Unit(unit)));
        }
        return counts.F1;
    }
}
