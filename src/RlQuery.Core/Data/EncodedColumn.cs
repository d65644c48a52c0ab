namespace RlQuery.Core.Data;

/// <summary>The features made of one column.</summary>
/// <param name="Names">A name for each feature, such as <c>message#0</c>.</param>
/// <param name="Rows">The finite features of each row.</param>
public sealed record EncodedColumn(string[] Names, float[][] Rows)
{
    /// <summary>No feature at all.</summary>
    public static EncodedColumn Empty { get; } = new([], []);

    /// <summary>What a person should know of the encoding, a line each.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The encoder that made it.</summary>
    /// <value>Default: null; none of texts or images.</value>
    public UsedEncoder? Encoder { get; init; }

    /// <summary>Whether the features are one vector of a pre-trained model, so that beside other columns they count as one block.</summary>
    /// <value>Default: false; each feature counts for itself.</value>
    public bool IsEmbedding { get; init; }

    /// <summary>The blocks that it was joined from, one of each encoder that read the column.</summary>
    /// <value>Default: none; it is one block.</value>
    public IReadOnlyList<EncodedColumn> Blocks { get; private init; } = [];

    /// <summary>Joins what several encoders made of a column.</summary>
    /// <param name="blocks">One or more, each of the same rows; their names differ.</param>
    public static EncodedColumn Join(IReadOnlyList<EncodedColumn> blocks)
    {
        EncodedColumn[] used = [.. blocks.Where(block => block.Names.Length > 0)];
        return new EncodedColumn(
            [.. used.SelectMany(block => block.Names)],
            used.Length == 0 ? [] : [.. Enumerable.Range(0, used[0].Rows.Length).Select(row => used.SelectMany(block => block.Rows[row]).ToArray())])
        {
            Notes = [.. blocks.SelectMany(block => block.Notes)],
            Blocks = used,
        };
    }

    /// <summary>Writes the features of some rows into columns of a row-major table.</summary>
    internal void CopyTo(float[] values, int offset, int width, int first, int end)
    {
        for (int row = first; row < Math.Min(end, Rows.Length); row++)
        {
            Rows[row].CopyTo(values.AsSpan((row * width) + offset));
        }
    }
}
