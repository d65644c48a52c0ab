namespace RlQuery.Core.Learners.Trees;

/// <summary>Grows a tree until every leaf is pure or its rows cannot be told apart.</summary>
internal sealed class TreeGrower
{
    private const int NoParent = -1;

    private readonly SplitSearch _search = new();
    private readonly FeatureLots _lots = new();
    private int[] _rows = [];
    private Node[] _waiting = [];
    private int _classes;
    private int _featuresTried;

    /// <summary>Begins an episode.</summary>
    public void Start(int features, int classes)
    {
        _classes = classes;
        _featuresTried = Math.Max(1, (int)Math.Sqrt(features));
        _lots.Start(features);
    }

    /// <summary>Grows a tree.</summary>
    /// <param name="seed">Draws the features.</param>
    /// <param name="columns">The labelled rows.</param>
    /// <param name="examples">Their classes and weights; rows without weight are left out.</param>
    /// <param name="tree">Receives the tree.</param>
    public void Grow(ulong seed, SortedColumns columns, in TreeExamples examples, GrownTree tree)
    {
        Prepare(columns.Count);
        _lots.Reseed(seed);
        tree.Begin(columns.Count, _classes);
        int waiting = 0;
        _waiting[waiting++] = new Node(0, TakeRows(examples), NoParent);
        while (waiting > 0)
        {
            Node node = _waiting[--waiting];
            if (node.RightOf != NoParent)
            {
                tree.FirstRight[node.RightOf] = tree.Leaves;
            }
            Span<int> rows = _rows.AsSpan(node.First, node.Count);
            if (!FindSplit(columns, rows, examples))
            {
                tree.AddLeaf(_search.Totals);
                continue;
            }
            int decision = tree.AddDecision(_search.Feature, _search.Threshold);
            int left = Part(columns, rows);
            _waiting[waiting++] = new Node(node.First + left, node.Count - left, decision);
            _waiting[waiting++] = new Node(node.First, left, NoParent);
        }
    }

    private int TakeRows(in TreeExamples examples)
    {
        int count = 0;
        for (int row = 0; row < examples.Weights.Length; row++)
        {
            if (examples.Weights[row] > 0)
            {
                _rows[count++] = row;
            }
        }
        return count;
    }

    // As scikit-learn: a feature without two values in the node counts among those tried, but one that has them must be found.
    private bool FindSplit(SortedColumns columns, ReadOnlySpan<int> rows, in TreeExamples examples)
    {
        if (!_search.Begin(rows, examples))
        {
            return false;
        }
        _lots.Gather();
        for (int tried = 0; tried < _lots.Count && (tried < _featuresTried || _search.Feature < 0) && !_search.Perfect; tried++)
        {
            _search.Try(_lots.Next(), columns, rows, examples);
        }
        return _search.Feature >= 0;
    }

    // Those that go left first; the order of a node's rows changes nothing.
    private int Part(SortedColumns columns, Span<int> rows)
    {
        ReadOnlySpan<int> places = columns.Places(_search.Feature);
        ReadOnlySpan<float> values = columns.Values(_search.Feature);
        float threshold = _search.Threshold;
        int left = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            int row = rows[i];
            rows[i] = rows[left];
            rows[left] = row;
            left += values[places[row]] <= threshold ? 1 : 0;
        }
        return left;
    }

    private void Prepare(int rows)
    {
        _search.Prepare(rows, _classes);
        if (_rows.Length < rows)
        {
            int capacity = Math.Max(64, rows * 2);
            _rows = new int[capacity];
            _waiting = new Node[capacity + 1];
        }
    }

    // A node that waits to be split: its rows, and the decision whose right side it is.
    private readonly record struct Node(int First, int Count, int RightOf);
}
