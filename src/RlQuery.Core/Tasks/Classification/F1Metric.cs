using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Classification;

/// <summary>Harmonic mean of precision and recall of the positive class, which is the second of two: classes are in numeric or else ordinal order.</summary>
/// <remarks>
/// As scikit-learn's <c>f1_score</c> for two classes, whose positive class is 1; a class that is never predicted correctly has 0. With more than two classes
/// there is no positive one, and this is the same as <see cref="MacroF1Metric"/>.
/// </remarks>
internal sealed class F1Metric : IMetric
{
    private static readonly MacroF1Metric Macro = new();

    /// <inheritdoc/>
    public string Name => "f1";

    /// <inheritdoc/>
    public string Words => "F1";

    /// <inheritdoc/>
    public string Description => "harmonic mean of precision and recall of the second of two classes; as macro-f1 of more than two";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Class;

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (0, 1);

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions) => predictions.Classes == 2 ? ClassCounts.Of(predictions).F1(1) : Macro.Measure(predictions);
}
