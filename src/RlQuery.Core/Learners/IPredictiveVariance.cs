using RlQuery.Core.Data;

namespace RlQuery.Core.Learners;

/// <summary>The predictive variance of a regression learner that has one.</summary>
public interface IPredictiveVariance
{
    /// <summary>The posterior variance of the predicted function at every row of a matrix, without the noise of a single observation.</summary>
    /// <param name="features">Rows with the problem's features.</param>
    /// <param name="variances">Receives [rows], none negative, in squared units of the target.</param>
    void PredictVariances(FeatureMatrix features, Span<double> variances);
}
