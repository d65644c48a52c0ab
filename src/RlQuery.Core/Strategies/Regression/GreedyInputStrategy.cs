namespace RlQuery.Core.Strategies.Regression;

/// <summary>Greedy sampling on the inputs (GSx): the candidate that is farthest from its nearest labelled or taken row. Of the labels it knows nothing.</summary>
/// <remarks>Source: H. Yu and S. Kim, "Passive Sampling for Regression" (2010); called GSx by D. Wu, C.-T. Lin and J. Huang, "Active Learning for Regression Using Greedy Sampling" (2019). There the first rows are chosen as well; here every strategy has the same random start.</remarks>
public sealed class GreedyInputStrategy : IRegressionStrategy
{
    /// <inheritdoc/>
    public string Name => "greedy-input";

    /// <inheritdoc/>
    public string Description => "features farthest from those of the nearest labelled row";

    /// <inheritdoc/>
    public void Score(RegressionView view, Span<float> scores)
    {
        scores.Fill(float.PositiveInfinity);
        for (int m = 0; m < view.Known.Length; m++)
        {
            ReadOnlySpan<double> distances = view.Distances(m);
            for (int i = 0; i < scores.Length; i++)
            {
                scores[i] = MathF.Min(scores[i], (float)distances[view.Candidates[i]]);
            }
        }
    }
}
