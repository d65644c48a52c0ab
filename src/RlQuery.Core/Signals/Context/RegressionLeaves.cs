namespace RlQuery.Core.Signals.Context;

/// <summary>How many more labels each leaf of a regression tree on the known numbers should have; leaves have at least five known numbers.</summary>
/// <param name="context">The state of the episode.</param>
internal sealed class RegressionLeaves(SignalContext context)
{
    private const int LeafSize = 5;

    private readonly RegressionTree _tree = new();
    private int[] _rows = [];

    /// <summary>
    /// For each candidate √(candidates in its leaf x variance of the numbers there) over the count of numbers there.
    /// </summary>
    /// <param name="values">Receives them.</param>
    public void Needs(Span<float> values)
    {
        NumberView numbers = context.Numbers;
        _tree.Grow(context.Items.Features, numbers.Known, numbers.Numbers, LeafSize);
        Span<int> rows = Buffers.Reserve(ref _rows, _tree.Nodes);
        rows.Clear();
        foreach (int row in context.Candidates)
        {
            rows[LeafOf(row)]++;
        }
        for (int i = 0; i < values.Length; i++)
        {
            int leaf = LeafOf(context.Candidates[i]);
            (_, double variance, int count) = _tree.Leaf(leaf);
            values[i] = (float)(Math.Sqrt(rows[leaf] * variance) / Math.Max(1, count));
        }
    }

    private int LeafOf(int row) => _tree.LeafOf(context.Items.Features.Row(row));
}
