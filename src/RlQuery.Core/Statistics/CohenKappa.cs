namespace RlQuery.Core.Statistics;

/// <summary>Agreement of two raters beyond chance.</summary>
/// <remarks>Source: J. Cohen, "A Coefficient of Agreement for Nominal Scales" (1960).</remarks>
internal static class CohenKappa
{
    /// <summary>(observed - expected) / (1 - expected), where expected is the agreement by chance of raters with these shares of the classes.</summary>
    /// <param name="first">Class of each item by one rater, 0..<paramref name="classes"/>-1.</param>
    /// <param name="second">By the other; as many.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>At most 1; 1 where both say the same of every item, even if it is one class throughout.</returns>
    public static double Of(ReadOnlySpan<int> first, ReadOnlySpan<int> second, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Length, first.Length, nameof(second));
        long[] byFirst = new long[classes];
        long[] bySecond = new long[classes];
        long same = 0;
        for (int i = 0; i < first.Length; i++)
        {
            byFirst[first[i]]++;
            bySecond[second[i]]++;
            same += first[i] == second[i] ? 1 : 0;
        }
        if (same == first.Length)
        {
            return 1;
        }
        double items = first.Length;
        double expected = 0;
        for (int label = 0; label < classes; label++)
        {
            expected += byFirst[label] / items * (bySecond[label] / items);
        }
        return ((same / items) - expected) / (1 - expected);
    }
}
