namespace RlQuery.Core.Signals.Context;

/// <summary>The clusters of <see cref="PoolTree"/> that explain the labels best, and how impure each may be.</summary>
/// <remarks>
/// Source: Dasgupta and Hsu, "Hierarchical Sampling for Active Learning" (2008), section 3. A class is admissible in a cluster if its share is, by bounds,
/// less than β = 2 times as far from 1 as that of any other. The error of a cluster is 1 less the share of its admissible class, or 1 without one; it is split
/// where its parts, weighted by their rows, have a lower one.
/// </remarks>
/// <param name="context">The state of the episode.</param>
internal sealed class PoolPruning(SignalContext context)
{
    private const double Beta = 2;

    private int[] _parent = [];
    private int[] _rows = [];
    private int[] _offered = [];
    private int[] _labels = [];
    private int[] _totals = [];
    private double[] _scores = [];
    private bool[] _split = [];
    private int[] _top = [];

    /// <summary>The chance of each candidate, up to a factor.</summary>
    /// <param name="chances">Receives them.</param>
    public void Chances(Span<double> chances)
    {
        Count();
        Score();
        int nodes = (2 * context.Tree.Leaves) - 1;
        Span<int> top = Buffers.Reserve(ref _top, nodes);
        // From the root down: a node belongs to that of its parent, unless the parent is split.
        for (int node = nodes - 1; node >= 0; node--)
        {
            top[node] = node == nodes - 1 || (_split[_parent[node]] && top[_parent[node]] == _parent[node]) ? node : top[_parent[node]];
        }
        ReadOnlySpan<int> leafOf = context.Tree.LeafOfRow;
        for (int i = 0; i < chances.Length; i++)
        {
            int node = top[leafOf[context.Candidates[i]]];
            chances[i] = _rows[node] * (1 - LowerBound(node, Majority(node))) / _offered[node];
        }
    }

    /// <summary>The error that a node is told to have; for tests.</summary>
    /// <param name="node">Number of the node.</param>
    internal double ScoreOf(int node) => _scores[node];

    private void Count()
    {
        PoolTree tree = context.Tree;
        int leaves = tree.Leaves;
        int nodes = (2 * leaves) - 1;
        int classes = context.ClassCount;
        Span<int> parent = Buffers.Reserve(ref _parent, nodes);
        Span<int> rows = Buffers.Reserve(ref _rows, nodes), offered = Buffers.Reserve(ref _offered, nodes), totals = Buffers.Reserve(ref _totals, nodes);
        Span<int> labels = Buffers.Reserve(ref _labels, nodes * classes);
        rows.Clear();
        offered.Clear();
        totals.Clear();
        labels.Clear();
        foreach (int leaf in tree.LeafOfRow)
        {
            rows[leaf]++;
        }
        foreach (int row in context.Candidates)
        {
            offered[tree.LeafOfRow[row]]++;
        }
        for (int i = 0; i < context.Pool.Labelled.Length; i++)
        {
            int leaf = tree.LeafOfRow[context.Pool.Labelled[i]];
            totals[leaf]++;
            labels[(leaf * classes) + context.Pool.Labels[i]]++;
        }
        for (int i = 0; i < tree.Merges.Count; i++)
        {
            int node = leaves + i;
            foreach (int part in (ReadOnlySpan<int>)[tree.Merges[i].Left, tree.Merges[i].Right])
            {
                parent[part] = node;
                rows[node] += rows[part];
                offered[node] += offered[part];
                totals[node] += totals[part];
                for (int k = 0; k < classes; k++)
                {
                    labels[(node * classes) + k] += labels[(part * classes) + k];
                }
            }
        }
    }

    private void Score()
    {
        PoolTree tree = context.Tree;
        int leaves = tree.Leaves;
        Span<double> scores = Buffers.Reserve(ref _scores, (2 * leaves) - 1);
        Span<bool> split = Buffers.Reserve(ref _split, (2 * leaves) - 1);
        for (int node = 0; node < scores.Length; node++)
        {
            int majority = Majority(node);
            bool admissible = IsAdmissible(node, majority);
            scores[node] = admissible ? 1 - Share(node, majority) : 1;
            split[node] = false;
            if (node >= leaves && admissible)
            {
                (int left, int right, _) = tree.Merges[node - leaves];
                double parts = ((_rows[left] * scores[left]) + (_rows[right] * scores[right])) / _rows[node];
                if (parts < scores[node])
                {
                    scores[node] = parts;
                    split[node] = true;
                }
            }
        }
    }

    private bool IsAdmissible(int node, int label)
    {
        if (_totals[node] == 0)
        {
            return false;
        }
        double own = 1 - LowerBound(node, label);
        for (int k = 0; k < context.ClassCount; k++)
        {
            if (k != label && own >= Beta * (1 - UpperBound(node, k)))
            {
                return false;
            }
        }
        return true;
    }

    // The lowest of equally frequent classes.
    private int Majority(int node)
    {
        ReadOnlySpan<int> labels = _labels.AsSpan(node * context.ClassCount, context.ClassCount);
        int most = 0;
        for (int k = 1; k < labels.Length; k++)
        {
            most = labels[k] > labels[most] ? k : most;
        }
        return most;
    }

    private double Share(int node, int label) => (double)_labels[(node * context.ClassCount) + label] / _totals[node];

    private double Width(int node, int label)
    {
        double share = Share(node, label);
        return (1.0 / _totals[node]) + Math.Sqrt(share * (1 - share) / _totals[node]);
    }

    private double LowerBound(int node, int label) => _totals[node] == 0 ? 0 : Math.Max(0, Share(node, label) - Width(node, label));

    private double UpperBound(int node, int label) => _totals[node] == 0 ? 1 : Math.Min(1, Share(node, label) + Width(node, label));
}
