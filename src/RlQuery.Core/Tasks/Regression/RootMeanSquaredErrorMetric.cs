using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Regression;

/// <summary>
/// Root of the mean squared error, in standard deviations of the target over the data set: about 1 for a model that always predicts the mean, on data of
/// whatever units.
/// </summary>
internal sealed class RootMeanSquaredErrorMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "rmse";

    /// <inheritdoc/>
    public string Words => "RMSE";

    /// <inheritdoc/>
    public string Description => "root of the mean squared error, in standard deviations of the data set's target";

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
            double error = predictions.Values[i] - predictions.Targets[i];
            sum += error * error;
        }
        return Math.Sqrt(sum / predictions.Targets.Length) / predictions.TargetDeviation;
    }
}
