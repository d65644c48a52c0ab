namespace RlQuery.Core.Strategies.Regression;

/// <summary>Query by committee for regression: the candidate of which a committee's predictions vary most.</summary>
/// <remarks>Source: T. RayChaudhuri and L.G.C. Hamey, "Minimisation of Data Collection by Active Learning" (1995). Members learn from Bayesian bootstraps of the labelled rows.</remarks>
public sealed class CommitteeVarianceStrategy : IRegressionStrategy
{
    /// <inheritdoc/>
    public string Name => "qbc-variance";

    /// <inheritdoc/>
    public string Description => "predictions of a committee that vary most";

    /// <inheritdoc/>
    public void Score(RegressionView view, Span<float> scores)
    {
        ReadOnlySpan<double> values = view.CommitteePredictions;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = (float)RegressionView.Disagreement(values, view.Candidates[i], view.Features.Rows);
        }
    }
}
