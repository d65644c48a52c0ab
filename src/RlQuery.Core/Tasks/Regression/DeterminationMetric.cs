using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Regression;

/// <summary>
/// Coefficient of determination, R²: the share of the variance of the test targets that is predicted, as scikit-learn's r2_score; below 0 where their mean
/// would have done better.
/// </summary>
internal sealed class DeterminationMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "r2";

    /// <inheritdoc/>
    public string Words => "R²";

    /// <inheritdoc/>
    public string Description => "share of the variance of the test targets that is predicted; below 0 where their mean would do better";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Number;

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (double.NegativeInfinity, 1);

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions)
    {
        double mean = 0;
        foreach (double target in predictions.Targets)
        {
            mean += target / predictions.Targets.Length;
        }
        double errors = 0;
        double deviations = 0;
        for (int i = 0; i < predictions.Targets.Length; i++)
        {
            double error = predictions.Values[i] - predictions.Targets[i];
            double deviation = predictions.Targets[i] - mean;
            errors += error * error;
            deviations += deviation * deviation;
        }
        return predictions.Targets.ContainsAnyExcept(predictions.Targets[0])
            ? 1 - (errors / deviations)
            : throw new InvalidInputException("r2: has no value where all test targets are equal; use rmse or mae");
    }
}
