namespace RlQuery.Core.Learners.Panels;

/// <summary>What a head is to learn: items without an answer, with the class that other heads believe.</summary>
internal sealed class Lessons
{
    private readonly List<int> _items = [];
    private readonly List<int> _classes = [];
    private readonly List<double> _weights = [];

    /// <summary>Their number.</summary>
    public int Count => _items.Count;

    /// <summary>The items.</summary>
    public IReadOnlyList<int> Items => _items;

    /// <summary>The believed class of each.</summary>
    public IReadOnlyList<int> Classes => _classes;

    /// <summary>The weight of each, where an answer has 1.</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _items.Clear();
        _classes.Clear();
        _weights.Clear();
    }

    /// <summary>Adds one.</summary>
    public void Add(int item, int label, double weight)
    {
        _items.Add(item);
        _classes.Add(label);
        _weights.Add(weight);
    }
}
