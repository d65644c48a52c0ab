namespace RlQuery.Benchmarks;

/// <summary>The median: half of a loaded machine's disturbances may be arbitrarily long.</summary>
internal static class Median
{
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
