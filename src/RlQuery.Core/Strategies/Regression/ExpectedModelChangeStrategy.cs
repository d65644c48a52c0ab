using RlQuery.Core.Numerics;

namespace RlQuery.Core.Strategies.Regression;

/// <summary>Expected model change (EMCM): the candidate whose label, as a committee guesses it, would move a linear model most by one step of stochastic gradient descent.</summary>
/// <remarks>The mean over the members of |prediction - member's prediction|, times the length of the features with a one for the intercept. Source: W. Cai, Y. Zhang and J. Zhou, "Maximizing Expected Model Change for Active Learning in Regression" (2013), their linear case; of other learners it takes the predictions alone.</remarks>
public sealed class ExpectedModelChangeStrategy : IRegressionStrategy
{
    /// <inheritdoc/>
    public string Name => "expected-model-change";

    /// <inheritdoc/>
    public string Description => "largest expected step of a linear model";

    /// <inheritdoc/>
    public void Score(RegressionView view, Span<float> scores)
    {
        ReadOnlySpan<double> predictions = view.Predictions;
        ReadOnlySpan<double> values = view.CommitteePredictions;
        int rows = view.Features.Rows;
        for (int i = 0; i < scores.Length; i++)
        {
            int row = view.Candidates[i];
            double change = 0;
            for (int k = row; k < values.Length; k += rows)
            {
                change += Math.Abs(predictions[row] - values[k]);
            }
            ReadOnlySpan<float> features = view.Features.Row(row);
            scores[i] = (float)(change * rows / values.Length * Math.Sqrt(1 + VectorMath.Dot(features, features)));
        }
    }
}
