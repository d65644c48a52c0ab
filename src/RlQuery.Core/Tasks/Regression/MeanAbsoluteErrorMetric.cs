using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Regression;

/// <summary>Mean absolute error, in standard deviations of the target over the data set.</summary>
internal sealed class MeanAbsoluteErrorMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "mae";

    /// <inheritdoc/>
    public string Words => "MAE";

    /// <inheritdoc/>
    public string Description => "mean absolute error, in standard deviations of the data set's target";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Number;

    /// <inheritdoc/>
    public bool HigherIsBetter => false;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (0, double.PositiveInfinity);

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions)
    {
        double sum = 0;
        for (int i = 0; i < predictions.Targets.Length; i++)
        {
            sum += Math.Abs(predictions.Values[i] - predictions.Targets[i]);
        }
        return sum / predictions.Targets.Length / predictions.TargetDeviation;
    }
}
