namespace RlQuery.Core.Statistics;

/// <summary>Agreement of any number of raters beyond chance, of whom each may have rated any of the items.</summary>
/// <remarks>
/// Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), for nominal and for interval data with missing values. With two raters and no
/// missing value it is close to Cohen's and Scott's kappa; with as many raters of each item it is Fleiss' kappa with a correction for small samples.
/// </remarks>
internal static class KrippendorffAlpha
{
    /// <summary>1 - observed disagreement / disagreement expected by chance.</summary>
    /// <param name="items">The ratings of each item, 0..<paramref name="classes"/>-1; items with fewer than two count for nothing.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>At most 1; 1 where nobody disagrees, even if it is one class throughout; null where no item has two ratings.</returns>
    public static double? Nominal(IEnumerable<IReadOnlyList<int>> items, int classes)
    {
        double[] ratings = new double[classes];
        double total = 0;
        double disagreeing = 0;
        foreach (IReadOnlyList<int> item in items.Where(item => item.Count > 1))
        {
            int[] counts = new int[classes];
            foreach (int label in item)
            {
                counts[label]++;
                ratings[label]++;
            }
            total += item.Count;
            // Ordered pairs within the item that differ, each item weighing as many ratings as it has.
            disagreeing += counts.Sum(count => (double)count * (item.Count - count)) / (item.Count - 1);
        }
        if (total == 0)
        {
            return null;
        }
        double expected = ratings.Sum(count => count * (total - count)) / (total - 1);
        return disagreeing == 0 ? 1 : 1 - (disagreeing / expected);
    }

    /// <summary>The same of numbers, whose disagreement is the square of their difference: the interval metric.</summary>
    /// <param name="items">The ratings of each item, finite; items with fewer than two count for nothing.</param>
    /// <returns>At most 1; 1 where nobody disagrees, even if it is one number throughout; null where no item has two ratings.</returns>
    public static double? Interval(IEnumerable<IReadOnlyList<double>> items)
    {
        IReadOnlyList<double>[] rated = [.. items.Where(item => item.Count > 1)];
        double[] all = [.. rated.SelectMany(item => item)];
        if (all.Length == 0)
        {
            return null;
        }
        // The squared differences of all ordered pairs of n numbers sum to 2n times those from their mean.
        double disagreeing = rated.Sum(item => item.Count * SquaredDeviations(item) / (item.Count - 1));
        double expected = all.Length * SquaredDeviations(all) / (all.Length - 1);
        return disagreeing == 0 ? 1 : 1 - (disagreeing / expected);
    }

    private static double SquaredDeviations(IReadOnlyList<double> numbers)
    {
        double mean = numbers.Average();
        return numbers.Sum(number => (number - mean) * (number - mean));
    }
}
