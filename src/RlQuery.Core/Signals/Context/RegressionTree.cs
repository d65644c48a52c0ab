using RlQuery.Core.Data;

namespace RlQuery.Core.Signals.Context;

/// <summary>A regression tree.</summary>
/// <remarks>
/// Source: Breiman, Friedman, Olshen and Stone, "Classification and Regression Trees" (1984): splits that lower the summed squares most; of equal ones that of
/// the first feature and the lowest threshold.
/// </remarks>
internal sealed class RegressionTree
{
    private readonly List<(int Feature, float Threshold, int Left)> _nodes = [];
    private readonly List<(double Mean, double Variance, int Count)> _leaves = [];
    private int[] _order = [];
    private int[] _best = [];
    private float[] _keys = [];

    /// <summary>Number of nodes; leaves are among them.</summary>
    public int Nodes => _nodes.Count;

    /// <summary>Grows the tree.</summary>
    /// <param name="features">Holds the rows.</param>
    /// <param name="rows">Row of each example; the same row may come again.</param>
    /// <param name="targets">Number of each example.</param>
    /// <param name="leafSize">Examples of a leaf at least.</param>
    public void Grow(FeatureMatrix features, ReadOnlySpan<int> rows, ReadOnlySpan<double> targets, int leafSize)
    {
        _nodes.Clear();
        _leaves.Clear();
        Span<int> order = Buffers.Reserve(ref _order, rows.Length);
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
        Buffers.Reserve(ref _best, rows.Length);
        Buffers.Reserve(ref _keys, rows.Length);
        Add();
        Grow(0, features, rows, targets, order, leafSize);
    }

    /// <summary>The leaf of a row.</summary>
    /// <param name="row">Its features.</param>
    public int LeafOf(ReadOnlySpan<float> row)
    {
        int node = 0;
        while (_nodes[node].Left > 0)
        {
            (int feature, float threshold, int left) = _nodes[node];
            node = row[feature] <= threshold ? left : left + 1;
        }
        return node;
    }

    /// <summary>Mean and variance of the numbers in a leaf, and how many there are.</summary>
    /// <param name="leaf">Number of the leaf.</param>
    public (double Mean, double Variance, int Count) Leaf(int leaf) => _leaves[leaf];

    private int Add()
    {
        _nodes.Add((0, 0, 0));
        _leaves.Add((0, 0, 0));
        return _nodes.Count - 1;
    }

    private void Grow(int node, FeatureMatrix features, ReadOnlySpan<int> rows, ReadOnlySpan<double> targets, Span<int> own, int leafSize)
    {
        double sum = 0, squares = 0;
        foreach (int i in own)
        {
            sum += targets[i];
        }
        double mean = own.IsEmpty ? 0 : sum / own.Length;
        foreach (int i in own)
        {
            squares += (targets[i] - mean) * (targets[i] - mean);
        }
        _leaves[node] = (mean, own.IsEmpty ? 0 : squares / own.Length, own.Length);
        if (own.Length < 2 * leafSize || Split(features, rows, targets, own, mean, leafSize) is not { Feature: >= 0 } split)
        {
            return;
        }
        int left = Add();
        Add();
        _nodes[node] = (split.Feature, split.Threshold, left);
        Grow(left, features, rows, targets, own[..split.Size], leafSize);
        Grow(left + 1, features, rows, targets, own[split.Size..], leafSize);
    }

    // Sorts the examples by the best feature; gives the size of the left part, and no feature where no split lowers the squares.
    private (int Feature, float Threshold, int Size) Split(
        FeatureMatrix features, ReadOnlySpan<int> rows, ReadOnlySpan<double> targets, Span<int> own, double mean, int leafSize)
    {
        (int Feature, float Threshold, int Size) found = (-1, 0, 0);
        double best = 0;
        Span<float> keys = _keys.AsSpan(0, own.Length);
        Span<int> kept = _best.AsSpan(0, own.Length);
        for (int j = 0; j < features.Columns; j++)
        {
            for (int i = 0; i < own.Length; i++)
            {
                keys[i] = features.Row(rows[own[i]])[j];
            }
            keys.Sort(own);
            double left = 0;
            for (int i = 0; i < own.Length - leafSize; i++)
            {
                left += targets[own[i]] - mean;
                if (i + 1 < leafSize || keys[i] == keys[i + 1])
                {
                    continue;
                }
                // The squares fall by the part that the two means explain; deviations from the mean of all sum up to 0.
                double gain = (left * left / (i + 1)) + (left * left / (own.Length - i - 1));
                if (gain > best * (1 + 1e-9))
                {
                    best = gain;
                    found = (j, keys[i], i + 1);
                    own.CopyTo(kept);
                }
            }
        }
        if (found.Feature >= 0)
        {
            kept.CopyTo(own);
        }
        return found;
    }
}
