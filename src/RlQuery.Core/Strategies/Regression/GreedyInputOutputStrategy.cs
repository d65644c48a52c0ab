namespace RlQuery.Core.Strategies.Regression;

/// <summary>Improved greedy sampling (iGS): the candidate whose smallest product of the distance to a labelled row in features and that of its prediction to the row's label is the largest.</summary>
/// <remarks>Source: D. Wu, C.-T. Lin and J. Huang, "Active Learning for Regression Using Greedy Sampling" (2019).</remarks>
public sealed class GreedyInputOutputStrategy : IRegressionStrategy
{
    /// <inheritdoc/>
    public string Name => "greedy-input-output";

    /// <inheritdoc/>
    public string Description => "largest product of both distances, to the label where it is least";

    /// <inheritdoc/>
    public void Score(RegressionView view, Span<float> scores)
    {
        ReadOnlySpan<double> predictions = view.Predictions;
        scores.Fill(float.PositiveInfinity);
        for (int m = 0; m < view.Known.Length; m++)
        {
            ReadOnlySpan<double> distances = view.Distances(m);
            for (int i = 0; i < scores.Length; i++)
            {
                int row = view.Candidates[i];
                scores[i] = MathF.Min(scores[i], (float)(distances[row] * Math.Abs(predictions[row] - view.Targets[m])));
            }
        }
    }
}
