namespace RlQuery.Core.Statistics;

/// <summary>Holm's step-down correction of several p-values.</summary>
/// <remarks>Source: S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics 6 (1979).</remarks>
public static class Holm
{
    /// <summary>Adjusted p-values: reject those up to the level, and the chance of any false rejection stays below it.</summary>
    /// <param name="pValues">Values 0..1; NaN, where no test could be made, takes no part.</param>
    /// <returns>Adjusted values 0..1 in the order of the input; NaN stays NaN.</returns>
    public static double[] Adjust(ReadOnlySpan<double> pValues)
    {
        double[] adjusted = pValues.ToArray();
        int[] order = [.. Enumerable.Range(0, adjusted.Length).Where(i => !double.IsNaN(adjusted[i]))];
        double[] sorted = [.. order.Select(i => adjusted[i])];
        Array.Sort(sorted, order);
        double largest = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            largest = Math.Max(largest, Math.Min(1, (sorted.Length - i) * sorted[i]));
            adjusted[order[i]] = largest;
        }
        return adjusted;
    }
}
