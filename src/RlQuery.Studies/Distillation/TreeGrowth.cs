using RlQuery.Core.Policies;

namespace RlQuery.Studies.Distillation;

/// <summary>Grows a regression tree on the odds with which a policy takes its candidates, the best split first.</summary>
/// <remarks>
/// Odds are learned and not scores: a choice depends on the best candidates, and a tree of few leaves has none to waste on telling bad ones from worse.
/// The leaf whose best split lowers the squared error most is split next. Sources: Breiman, Friedman, Olshen and Stone, "Classification and Regression Trees"
/// (1984), section 8.4; best-first order as in H. Shi, "Best-first Decision Tree Learning" (2007).
/// </remarks>
internal sealed class TreeGrowth
{
    /// <summary>As many as a person can keep in view.</summary>
    public const int MostLeaves = 15;

    // A leaf of fewer rows says more about the sample than about the policy.
    private const double LeastShare = 0.002;

    // Leaves that are nearly as good are equally good: the shortlist decides between their candidates better than the sample does.
    private const int Decimals = 1;

    // Of the squared error of all rows. A split that explains less only breaks ties, which the shortlist does better.
    private const double LeastGain = 0.001;

    private readonly TreeRows _rows;
    private readonly int _least;
    private readonly double _leastGain;

    private TreeGrowth(TreeRows rows)
    {
        _rows = rows;
        _least = Math.Max(1, (int)(LeastShare * rows.Targets.Length));
        double mean = rows.Targets.Length == 0 ? 0 : rows.Targets.Average();
        _leastGain = LeastGain * rows.Targets.Sum(target => (target - mean) * (target - mean));
    }

    /// <summary>The tree of some rows: of one leaf where no split helps.</summary>
    public static ScoringTree Grow(TreeRows rows) => new TreeGrowth(rows).Grow();

    private ScoringTree Grow()
    {
        Node root = Leaf([.. Enumerable.Range(0, _rows.Targets.Length)]);
        var leaves = new List<Node> { root };
        while (leaves.Count < MostLeaves && leaves.MaxBy(leaf => leaf.Gain) is { Gain: > 0 } best)
        {
            leaves.Remove(best);
            byte bin = (byte)best.Bin;
            ReadOnlySpan<byte> bins = _rows.Bins(best.Input);
            var low = new List<int>();
            var high = new List<int>();
            foreach (int row in best.Rows)
            {
                (bins[row] <= bin ? low : high).Add(row);
            }
            best.Low = Leaf([.. low]);
            best.High = Leaf([.. high]);
            leaves.Add(best.Low);
            leaves.Add(best.High);
        }
        return ToTree(root, Merge(root));
    }

    // Takes back splits between leaves of one value, and counts the leaves that are left.
    private static int Merge(Node node)
    {
        if (node.Low is null)
        {
            return 1;
        }
        int leaves = Merge(node.Low) + Merge(node.High!);
        if (leaves > 2 || node.Low.Value != node.High!.Value)
        {
            return leaves;
        }
        (node.Value, node.Low, node.High) = (node.Low.Value, null, null);
        return 1;
    }

    private Node Leaf(int[] rows)
    {
        double sum = rows.Sum(row => _rows.Targets[row]);
        var leaf = new Node { Rows = rows, Value = rows.Length == 0 ? 0 : Math.Round(sum / rows.Length, Decimals) };
        for (int input = 0; input < _rows.Inputs; input++)
        {
            FindSplit(leaf, input, sum);
        }
        return leaf;
    }

    private void FindSplit(Node leaf, int input, double sum)
    {
        int[] counts = new int[_rows.Count(input)];
        double[] sums = new double[counts.Length];
        ReadOnlySpan<byte> bins = _rows.Bins(input);
        foreach (int row in leaf.Rows)
        {
            counts[bins[row]]++;
            sums[bins[row]] += _rows.Targets[row];
        }
        int total = leaf.Rows.Length;
        double whole = sum * sum / Math.Max(1, total);
        int below = 0;
        double sumBelow = 0;
        for (int bin = 0; bin < counts.Length - 1; bin++)
        {
            below += counts[bin];
            sumBelow += sums[bin];
            if (below < _least || total - below < _least)
            {
                continue;
            }
            double sumAbove = sum - sumBelow;
            double gain = (sumBelow * sumBelow / below) + (sumAbove * sumAbove / (total - below)) - whole;
            if (gain > leaf.Gain && gain > _leastGain)
            {
                (leaf.Gain, leaf.Input, leaf.Bin) = (gain, input, bin);
            }
        }
    }

    // From the top, so that each split stands before those below it; leaves from the low side to the high one.
    private ScoringTree ToTree(Node root, int leaves)
    {
        long[] splits = new long[(leaves - 1) * ScoringTree.SplitWidth];
        float[] thresholds = new float[leaves - 1];
        float[] values = new float[leaves];
        int splitCount = 0;
        int leafCount = 0;
        Place(root);
        return new ScoringTree(splits, thresholds, values);

        int Place(Node node)
        {
            if (node.Low is null)
            {
                values[leafCount] = (float)node.Value;
                return ScoringTree.LeafSide(leafCount++);
            }
            int split = splitCount++;
            thresholds[split] = _rows.Threshold(node.Input, node.Bin);
            splits[split * ScoringTree.SplitWidth] = node.Input;
            splits[(split * ScoringTree.SplitWidth) + 1] = Place(node.Low);
            splits[(split * ScoringTree.SplitWidth) + 2] = Place(node.High!);
            return split;
        }
    }

    private sealed class Node
    {
        public required int[] Rows { get; init; }

        /// <summary>Mean target, rounded.</summary>
        public required double Value { get; set; }

        /// <summary>By how much the best split lowers the squared error; 0 where none does.</summary>
        public double Gain { get; set; }

        public int Input { get; set; }

        public int Bin { get; set; }

        public Node? Low { get; set; }

        public Node? High { get; set; }
    }
}
