using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>
/// Labels that spread over the graph of rows and entities: for each row and class, the probability that a random walk from the row first meets a labelled row
/// of that class before it gives up, as it does with probability 0.1 at each step.
/// </summary>
/// <remarks>
/// Source: X. Zhu, Z. Ghahramani and J. Lafferty, "Semi-Supervised Learning Using Gaussian Fields and Harmonic Functions" (2003), sections 2 and 3, where
/// giving up is one more labelled node (their dongle of section 4). A label moves all values by one walk's probabilities of meeting its row before another
/// labelled one, times what it changed there: X. Zhu, J. Lafferty and Z. Ghahramani, "Combining Active Learning and Semi-Supervised Learning Using Gaussian
/// Fields and Harmonic Functions" (2003), appendix A.
/// </remarks>
internal sealed class LabelPropagation
{
    private const double Goes = 0.9;
    private const double Tolerance = 1e-5;
    private const int MostIterations = 200;

    private ConceptGraph? _graph;
    private double[] _shares = [];
    private double[] _meets = [];
    private double[] _next = [];
    private bool[] _labelled = [];
    private int _classes;
    private int _seen;

    /// <summary>Begins an episode.</summary>
    public void Start() => _graph = null;

    /// <summary>Adds the rows that were labelled since the last call.</summary>
    /// <param name="graph">Rows and entities.</param>
    /// <param name="pool">The pool of the episode.</param>
    public void Update(ConceptGraph graph, Pool pool)
    {
        if (!ReferenceEquals(_graph, graph))
        {
            _graph = graph;
            _classes = pool.Space.Classes;
            _seen = 0;
            _labelled = new bool[graph.Items];
            _shares = new double[(graph.Items + graph.Count) * _classes];
            _meets = new double[graph.Items + graph.Count];
            _next = new double[_meets.Length];
        }
        for (; _seen < pool.Labelled.Length; _seen++)
        {
            Add(graph, pool.Labelled[_seen], pool.Labels[_seen]);
        }
    }

    /// <summary>Probability of each class for a row; what is missing to 1 is not known.</summary>
    public ReadOnlySpan<double> Shares(int row) => _shares.AsSpan(row * _classes, _classes);

    private void Add(ConceptGraph graph, int row, int label)
    {
        if (graph.Concepts(row).IsEmpty)
        {
            return;
        }
        Meet(graph, row);
        _labelled[row] = true;
        Span<double> change = stackalloc double[_classes <= 256 ? _classes : 0];
        change = change.Length == _classes ? change : new double[_classes];
        for (int k = 0; k < _classes; k++)
        {
            change[k] = (k == label ? 1 : 0) - _shares[(row * _classes) + k];
        }
        for (int node = 0; node < _meets.Length; node++)
        {
            double meets = _meets[node];
            for (int k = 0; meets > 0 && k < _classes; k++)
            {
                _shares[(node * _classes) + k] += meets * change[k];
            }
        }
    }

    // The probability that a walk from each node meets the row before a labelled one. Nodes are the items, then the entities.
    private void Meet(ConceptGraph graph, int row)
    {
        int items = graph.Items;
        Array.Clear(_meets);
        _meets[row] = 1;
        double moved = 1;
        for (int iteration = 0; iteration < MostIterations && moved > Tolerance; iteration++)
        {
            moved = 0;
            for (int entity = 0; entity < graph.Count; entity++)
            {
                double sum = 0;
                ReadOnlySpan<int> neighbours = graph.Neighbours(entity);
                int[] linked = graph.ItemsOf[entity];
                foreach (int other in neighbours)
                {
                    sum += _meets[items + other];
                }
                foreach (int item in linked)
                {
                    sum += _meets[item];
                }
                _next[items + entity] = neighbours.Length + linked.Length == 0 ? 0 : Goes * sum / (neighbours.Length + linked.Length);
            }
            for (int item = 0; item < items; item++)
            {
                double sum = 0;
                ReadOnlySpan<int> concepts = graph.Concepts(item);
                foreach (int entity in concepts)
                {
                    sum += _meets[items + entity];
                }
                _next[item] = item == row ? 1 : _labelled[item] || concepts.IsEmpty ? 0 : Goes * sum / concepts.Length;
            }
            for (int node = 0; node < _next.Length; node++)
            {
                moved = Math.Max(moved, Math.Abs(_next[node] - _meets[node]));
            }
            (_meets, _next) = (_next, _meets);
        }
    }
}
