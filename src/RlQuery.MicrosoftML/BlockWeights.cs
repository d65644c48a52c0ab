using RlQuery.Core.Data;

namespace RlQuery.MicrosoftML;

/// <summary>How much each feature of a table of several kinds counts, so that the 384 numbers of an embedding do not drown three others.</summary>
/// <remarks>
/// Every feature is standardised, so a block of m features has m times the variance of a number. An embedding beside other columns is scaled down as a whole,
/// to the variance of <see cref="EmbeddingVariance"/> numbers. An embedding that is alone keeps its scale, which makes no difference between rows.
/// </remarks>
internal static class BlockWeights
{
    /// <summary>The variance of an embedding that stands beside other columns, in standardised numbers.</summary>
    public const double EmbeddingVariance = 16;

    /// <summary>The weight of each feature; null where all are 1.</summary>
    /// <param name="blocks">The encoded columns, in their order.</param>
    public static float[]? Of(IReadOnlyList<EncodedColumn> blocks)
    {
        EncodedColumn[] used = [.. blocks.Where(block => block.Names.Length > 0)];
        return used.Length < 2 || !Array.Exists(used, block => block.IsEmbedding) ? null : [.. used.SelectMany(Weights)];
    }

    private static IEnumerable<float> Weights(EncodedColumn block)
    {
        float weight = block.IsEmbedding ? (float)Math.Min(1, Math.Sqrt(EmbeddingVariance / block.Names.Length)) : 1;
        return Enumerable.Repeat(weight, block.Names.Length);
    }
}
