namespace RlQuery.Core.Learners.Trees;

/// <summary>A grown tree: decisions in preorder, and leaves from left to right.</summary>
internal sealed class GrownTree
{
    private float[] _shares = [];
    private int _classes;

    /// <summary>The feature that a decision looks at.</summary>
    public int[] Feature { get; private set; } = [];

    /// <summary>Values up to this go left.</summary>
    public float[] Threshold { get; private set; } = [];

    /// <summary>The first leaf left of a decision.</summary>
    public int[] FirstLeaf { get; private set; } = [];

    /// <summary>The first leaf right of a decision, to be filled in by the tree grower.</summary>
    public int[] FirstRight { get; private set; } = [];

    /// <summary>Number of decisions.</summary>
    public int Decisions { get; private set; }

    /// <summary>Number of leaves.</summary>
    public int Leaves { get; private set; }

    /// <summary>The share of each class in a leaf.</summary>
    public ReadOnlySpan<float> Shares(int leaf) => _shares.AsSpan(leaf * _classes, _classes);

    /// <summary>Begins a tree.</summary>
    /// <param name="rows">Number of rows: the largest number of leaves.</param>
    /// <param name="classes">Number of classes.</param>
    public void Begin(int rows, int classes)
    {
        Decisions = 0;
        Leaves = 0;
        _classes = classes;
        if (Feature.Length < rows)
        {
            int capacity = Math.Max(64, rows * 2);
            Feature = new int[capacity];
            Threshold = new float[capacity];
            FirstLeaf = new int[capacity];
            FirstRight = new int[capacity];
        }
        if (_shares.Length < Feature.Length * classes)
        {
            _shares = new float[Feature.Length * classes];
        }
    }

    /// <summary>Adds a decision, whose left side comes next.</summary>
    /// <returns>Its number.</returns>
    public int AddDecision(int feature, float threshold)
    {
        Feature[Decisions] = feature;
        Threshold[Decisions] = threshold;
        FirstLeaf[Decisions] = Leaves;
        return Decisions++;
    }

    /// <summary>Adds a leaf.</summary>
    /// <param name="totals">Weight of each class in it.</param>
    public void AddLeaf(ReadOnlySpan<double> totals)
    {
        double weight = 0;
        foreach (double total in totals)
        {
            weight += total;
        }
        for (int k = 0; k < totals.Length; k++)
        {
            _shares[(Leaves * _classes) + k] = (float)(totals[k] / weight);
        }
        Leaves++;
    }
}
