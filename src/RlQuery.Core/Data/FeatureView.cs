namespace RlQuery.Core.Data;

/// <summary>Features that belong together, such as all that one encoder made of a column: enough to learn from by themselves.</summary>
/// <remarks>Source of the term: Blum and Mitchell, "Combining Labeled and Unlabeled Data with Co-Training" (1998), section 2.</remarks>
/// <param name="Name">What made them, such as <c>message minilm</c>.</param>
/// <param name="Columns">Their places among all features, ascending; at least one.</param>
public sealed record FeatureView(string Name, IReadOnlyList<int> Columns)
{
    /// <summary>What the standardised features are multiplied by to have the scale that they have in a table without other columns.</summary>
    /// <value>Finite and above 0: 1 over the <see cref="Dataset.Weights"/> of the features. Default: 1.</value>
    public float Scale { get; init; } = 1;

    /// <summary>The view's own features of each row.</summary>
    /// <param name="all">All features [rows x features].</param>
    /// <returns>[rows x columns of the view].</returns>
    internal FeatureMatrix Of(FeatureMatrix all)
    {
        float[] values = new float[all.Rows * Columns.Count];
        for (int row = 0; row < all.Rows; row++)
        {
            ReadOnlySpan<float> source = all.Row(row);
            Span<float> target = values.AsSpan(row * Columns.Count, Columns.Count);
            for (int j = 0; j < target.Length; j++)
            {
                target[j] = source[Columns[j]] * Scale;
            }
        }
        return new FeatureMatrix(values, all.Rows, Columns.Count);
    }
}
