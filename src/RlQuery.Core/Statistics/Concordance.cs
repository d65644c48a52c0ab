namespace RlQuery.Core.Statistics;

/// <summary>
/// Agreement of two raters of numbers, as Cohen's kappa is of classes: 1 less their mean squared difference over what it would be if they had nothing to do
/// with each other.
/// </summary>
/// <remarks>Source: L. I.-K. Lin, "A Concordance Correlation Coefficient to Evaluate Reproducibility" (1989).</remarks>
internal static class Concordance
{
    /// <summary>2 s₁₂ / (s₁² + s₂² + (m₁ - m₂)²), with population variances.</summary>
    /// <param name="first">Number of each item by one rater.</param>
    /// <param name="second">By the other; as many.</param>
    /// <returns>In [-1, 1]; 1 where both say the same of every item, even if it is one number throughout.</returns>
    public static double Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Length, first.Length, nameof(second));
        double firstMean = Mean(first);
        double secondMean = Mean(second);
        double spread = first.Length * (firstMean - secondMean) * (firstMean - secondMean);
        double apart = 0;
        for (int i = 0; i < first.Length; i++)
        {
            double one = first[i] - firstMean;
            double other = second[i] - secondMean;
            spread += (one * one) + (other * other);
            apart += (first[i] - second[i]) * (first[i] - second[i]);
        }
        return apart == 0 ? 1 : 1 - (apart / spread);
    }

    private static double Mean(ReadOnlySpan<double> numbers)
    {
        double sum = 0;
        foreach (double number in numbers)
        {
            sum += number;
        }
        return sum / Math.Max(1, numbers.Length);
    }
}
