using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>What of a graph the labelled rows have touched: kept up to date as labels come, each entity being looked at once in an episode.</summary>
/// <remarks>Rows taken for the batch being chosen count as labelled. Without a graph, all values are 0.</remarks>
internal sealed class ConceptState
{
    private bool[] _touched = [];
    private int[] _open = [];
    private int[] _unlabelled = [];
    private Items? _items;
    private bool _ready;
    private int _left;
    private int _seen;

    /// <summary>The part of the graph that is near the items; null without a graph.</summary>
    public ConceptGraph? Graph { get; private set; }

    /// <summary>Begins an episode.</summary>
    /// <param name="items">Its items.</param>
    /// <param name="again">Whether they are the same as before.</param>
    public void Start(Items items, bool again)
    {
        _items = items;
        Graph = again ? Graph : null;
        _ready = false;
    }

    /// <summary>Begins anew with the same items.</summary>
    public void Forget() => _ready = false;

    /// <summary>Adds the rows that were labelled or taken since the last call.</summary>
    /// <param name="pool">The pool of the episode.</param>
    public void Update(Pool pool)
    {
        if (!_ready)
        {
            Reset(_items!);
        }
        // Rows are labelled in the order in which they were taken, so the two lists together only ever grow.
        for (; _seen < pool.Labelled.Length + pool.Pending.Length; _seen++)
        {
            Add(_seen < pool.Labelled.Length ? pool.Labelled[_seen] : pool.Pending[_seen - pool.Labelled.Length]);
        }
    }

    /// <summary>Share of the entities near a row that are near no labelled or taken row; 0 for a row without concepts.</summary>
    public float Novelty(int row) => Graph is null || Graph.Near(row).IsEmpty ? 0 : (float)_open[row] / Graph.Near(row).Length;

    /// <summary>Mean over a row's concepts of the share of the other unlabelled rows that have them; 0 for a row without concepts.</summary>
    /// <param name="row">A row without a label.</param>
    public float Sharing(int row)
    {
        if (Graph is null || Graph.Concepts(row).IsEmpty || _left < 2)
        {
            return 0;
        }
        double others = 0;
        foreach (int entity in Graph.Concepts(row))
        {
            others += _unlabelled[entity] - 1;
        }
        return (float)(others / Graph.Concepts(row).Length / (_left - 1));
    }

    // On demand: most episodes look at no graph.
    private void Reset(Items items)
    {
        _ready = true;
        _seen = 0;
        _left = items.Count;
        Graph ??= items.Links is null ? null : new ConceptGraph(items.Links);
        if (Graph is null)
        {
            return;
        }
        _touched = new bool[Graph.Count];
        _unlabelled = Array.ConvertAll(Graph.ItemsOf, linked => linked.Length);
        _open = new int[Graph.Items];
        for (int item = 0; item < _open.Length; item++)
        {
            _open[item] = Graph.Near(item).Length;
        }
    }

    private void Add(int row)
    {
        _left--;
        if (Graph is null)
        {
            return;
        }
        foreach (int entity in Graph.Concepts(row))
        {
            _unlabelled[entity]--;
        }
        foreach (int entity in Graph.Near(row))
        {
            if (_touched[entity])
            {
                continue;
            }
            _touched[entity] = true;
            foreach (int item in Graph.ItemsNear(entity))
            {
                _open[item]--;
            }
        }
    }
}
