namespace RlQuery.Core.Strategies.Regression;

/// <summary>Uncertainty sampling for regression: the candidate of whose prediction the learner is least sure, by its posterior variance.</summary>
/// <remarks>Source: D.J.C. MacKay, "Information-Based Objective Functions for Active Data Selection" (1992); with a Gaussian process, S. Seo, M. Wallat, T. Graepel and K. Obermayer, "Gaussian Process Regression: Active Data Selection and Test Point Rejection" (2000). Of a learner that knows no variance, that of the committee.</remarks>
public sealed class PosteriorVarianceStrategy : IRegressionStrategy
{
    /// <inheritdoc/>
    public string Name => "posterior-variance";

    /// <inheritdoc/>
    public string Description => "prediction with the highest variance, as the learner knows it";

    /// <inheritdoc/>
    public void Score(RegressionView view, Span<float> scores)
    {
        ReadOnlySpan<double> variances = view.Variances;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = (float)Math.Sqrt(variances[view.Candidates[i]]);
        }
    }
}
