namespace RlQuery.Torch.Agents.Dqn;

/// <summary>Priorities with their running sums: draws an item with probability proportional to its priority in logarithmic time.</summary>
/// <remarks>
/// Source: Schaul, Quan, Antonoglou and Silver, "Prioritized Experience Replay" (2016), appendix B.2.1. Sums are recomputed from the leaves up, so no
/// rounding error builds up.
/// </remarks>
internal sealed class SumTree
{
    private readonly double[] _sums;
    private readonly int _leaves;

    public SumTree(int capacity)
    {
        _leaves = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity);
        _sums = new double[2 * _leaves];
    }

    public double Total => _sums[1];

    public double this[int item]
    {
        get => _sums[_leaves + item];
        set
        {
            int node = _leaves + item;
            _sums[node] = value;
            for (node /= 2; node >= 1; node /= 2)
            {
                _sums[node] = _sums[2 * node] + _sums[(2 * node) + 1];
            }
        }
    }

    /// <summary>The item whose share of the total contains a value.</summary>
    /// <param name="value">In [0, <see cref="Total"/>).</param>
    public int Find(double value)
    {
        int node = 1;
        while (node < _leaves)
        {
            node *= 2;
            // Rounding may leave a remainder beyond the left sum although the right is empty.
            if (value >= _sums[node] && _sums[node + 1] > 0)
            {
                value -= _sums[node];
                node++;
            }
        }
        return node - _leaves;
    }
}
