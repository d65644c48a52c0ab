namespace RlQuery.Core.Data;

/// <summary>Some rows of a matrix.</summary>
internal static class FeatureRows
{
    /// <summary>The rows as a matrix of their own.</summary>
    /// <param name="features">The matrix.</param>
    /// <param name="rows">Rows of it, in the order in which they are taken.</param>
    public static FeatureMatrix Take(this FeatureMatrix features, ReadOnlySpan<int> rows)
    {
        float[] values = new float[rows.Length * features.Columns];
        for (int i = 0; i < rows.Length; i++)
        {
            features.Row(rows[i]).CopyTo(values.AsSpan(i * features.Columns));
        }
        return new FeatureMatrix(values, rows.Length, features.Columns) { Addresses = features.Addresses?.Among(rows) };
    }
}
