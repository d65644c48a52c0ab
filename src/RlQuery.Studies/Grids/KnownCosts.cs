namespace RlQuery.Studies.Grids;

/// <summary>Costs of learning curves, which are the same in most episodes of a data set, and are then in memory once. Not thread-safe.</summary>
internal sealed class KnownCosts
{
    // Where answers have prices, hardly two episodes have the same.
    private const int Most = 1000;

    private readonly Dictionary<(int Length, double First, double Last), double[]> _known = [];

    /// <summary>Costs that are the same, and were here before if there were any.</summary>
    /// <param name="costs">Costs at each point; not changed any more.</param>
    public double[] Of(double[] costs)
    {
        if (costs.Length == 0)
        {
            return costs;
        }
        (int, double, double) key = (costs.Length, costs[0], costs[^1]);
        if (_known.TryGetValue(key, out double[]? before))
        {
            return costs.AsSpan().SequenceEqual(before) ? before : costs;
        }
        if (_known.Count < Most)
        {
            _known.Add(key, costs);
        }
        return costs;
    }
}
