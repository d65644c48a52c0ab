namespace RlQuery.MicrosoftML;

/// <summary>The features made of one column.</summary>
/// <param name="Names">A name for each feature.</param>
/// <param name="Rows">The features of each row.</param>
internal sealed record FeatureBlock(string[] Names, float[][] Rows)
{
    public static FeatureBlock Empty { get; } = new([], []);

    /// <summary>What a person should know of the encoding.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Writes the block into columns of a row-major table.</summary>
    public void CopyTo(float[] values, int offset, int width)
    {
        for (int row = 0; row < Rows.Length; row++)
        {
            Rows[row].CopyTo(values.AsSpan((row * width) + offset));
        }
    }
}
