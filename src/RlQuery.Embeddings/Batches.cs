namespace RlQuery.Embeddings;

/// <summary>Divides texts into batches.</summary>
internal static class Batches
{
    /// <summary>Batches of texts that have the same length, long and short ones mixed, so that the time that is left can be told.</summary>
    /// <param name="texts">Indices of texts.</param>
    /// <param name="length">Length of one, in word pieces.</param>
    /// <param name="most">Word pieces of a batch; a longer text is alone.</param>
    public static IReadOnlyList<int[]> ByLength(int[] texts, Func<int, int> length, int most) =>
    [
        .. (from text in texts
            group text by length(text) into same
            orderby same.Key
            from batch in same.Chunk(Math.Max(1, most / same.Key))
            select batch).Index().OrderBy(batch => Fraction(batch.Index)).Select(batch => batch.Item),
    ];

    // Multiples of the golden ratio lie evenly between 0 and 1.
    private static double Fraction(int index) => index * 0.6180339887498949 % 1;
}
