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
}
