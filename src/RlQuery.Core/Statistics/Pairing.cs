namespace RlQuery.Core.Statistics;

/// <summary>What the paired tests share.</summary>
internal static class Pairing
{
    /// <summary>First minus second, entry by entry.</summary>
    public static double[] Differences(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"{first.Length} values against {second.Length}; a paired test needs as many on both sides");
        }
        double[] differences = new double[first.Length];
        for (int i = 0; i < differences.Length; i++)
        {
            differences[i] = first[i] - second[i];
        }
        return differences;
    }
}
