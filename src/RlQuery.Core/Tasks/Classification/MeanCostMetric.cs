using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Classification;

/// <summary>Mean cost of the errors, each row being predicted as the class of the least expected cost.</summary>
/// <remarks>
/// Source: Elkan, "The Foundations of Cost-Sensitive Learning" (2001). Where an environment has no <c>costMatrix</c>, every error costs 1, and this is the
/// error rate.
/// </remarks>
internal sealed class MeanCostMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "mean-cost";

    /// <inheritdoc/>
    public string Words => "mean cost of errors";

    /// <inheritdoc/>
    public string Description => "mean cost of errors by the environment's costMatrix, predicting the class of the least expected cost";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Class;

    /// <inheritdoc/>
    public bool HigherIsBetter => false;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (0, double.PositiveInfinity);

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions)
    {
        ErrorCosts errors = predictions.Errors ?? ErrorCosts.Equal(predictions.Classes);
        double sum = 0;
        for (int row = 0; row < predictions.Labels.Length; row++)
        {
            sum += errors.Of(predictions.Labels[row], errors.Decide(predictions.Row(row)).Said);
        }
        return sum / predictions.Labels.Length;
    }
}
