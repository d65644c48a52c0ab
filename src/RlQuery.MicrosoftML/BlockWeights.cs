using RlQuery.Core.Data;

namespace RlQuery.MicrosoftML;

/// <summary>How much each feature of a table of several kinds counts, so that the 384 numbers of an embedding do not drown three others.</summary>
/// <remarks>
/// Every feature is standardised, so a block of m features has m times the variance of a number. An embedding beside other columns is scaled down as a whole,
/// to the variance of <see cref="OwnVariance"/> numbers and of as many as all columns beside it have that are no embeddings. An embedding that is alone keeps
/// its scale. The rule was chosen on six sets of which each kind carries a part of the answer; see results/text.
/// </remarks>
internal static class BlockWeights
{
    /// <summary>The variance of an embedding beside nothing but other embeddings, in standardised numbers.</summary>
    private const int OwnVariance = 16;

    /// <summary>The weight of each feature; null where all are 1.</summary>
    /// <param name="blocks">The encoded columns, in their order.</param>
    public static float[]? Of(IReadOnlyList<EncodedColumn> blocks)
    {
        EncodedColumn[] used = [.. blocks.Where(block => block.Names.Length > 0)];
        if (used.Length < 2 || !Array.Exists(used, block => block.IsEmbedding))
        {
            return null;
        }
        int variance = OwnVariance + used.Where(block => !block.IsEmbedding).Sum(block => block.Names.Length);
        return [.. used.SelectMany(block => Enumerable.Repeat(Weight(block, variance), block.Names.Length))];
    }

    private static float Weight(EncodedColumn block, int variance) =>
        block.IsEmbedding ? (float)Math.Sqrt(Math.Min(1.0, (double)variance / block.Names.Length)) : 1;
}
