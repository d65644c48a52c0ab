namespace RlQuery.Studies.Measures;

/// <summary>The median over data sets of a number of labels; a target that is never reached is worse than any number.</summary>
internal static class MedianLabels
{
    /// <param name="labels">A number for each set, fewer being better; NaN if the target is never reached.</param>
    /// <returns>NaN where it is not reached on half of the sets.</returns>
    public static double Of(IEnumerable<double> labels)
    {
        double[] sorted = [.. labels.Select(one => double.IsNaN(one) ? double.PositiveInfinity : one).Order()];
        double median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return double.IsFinite(median) ? median : double.NaN;
    }
}
