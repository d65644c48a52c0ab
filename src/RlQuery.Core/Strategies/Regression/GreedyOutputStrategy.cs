namespace RlQuery.Core.Strategies.Regression;

/// <summary>Greedy sampling on the output (GSy): the candidate whose prediction is farthest from the nearest label.</summary>
/// <remarks>Source: D. Wu, C.-T. Lin and J. Huang, "Active Learning for Regression Using Greedy Sampling" (2019).</remarks>
public sealed class GreedyOutputStrategy : IRegressionStrategy
{
    /// <inheritdoc/>
    public string Name => "greedy-output";

    /// <inheritdoc/>
    public string Description => "prediction farthest from the nearest label";

    /// <inheritdoc/>
    public void Score(RegressionView view, Span<float> scores)
    {
        ReadOnlySpan<double> predictions = view.Predictions;
        scores.Fill(float.PositiveInfinity);
        foreach (double target in view.Targets)
        {
            for (int i = 0; i < scores.Length; i++)
            {
                scores[i] = MathF.Min(scores[i], (float)Math.Abs(predictions[view.Candidates[i]] - target));
            }
        }
    }
}
