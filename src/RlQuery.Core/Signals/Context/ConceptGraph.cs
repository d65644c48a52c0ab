using RlQuery.Core.Data.Graphs;

namespace RlQuery.Core.Signals.Context;

/// <summary>The part of a graph that is near the items of a pool: their concepts, and all entities within two steps of these.</summary>
/// <remarks>
/// A concept is an entity to which an item is linked. No path goes through an entity of more than 100 relations: of things that are related to nearly
/// everything, nothing is near. Immutable.
/// </remarks>
internal sealed class ConceptGraph
{
    private const int Steps = 2;
    private const int MostRelations = 100;
    private const double Damping = 0.85;
    private const int Iterations = 50;

    private readonly int[][] _concepts;
    private readonly int[][] _near;
    private readonly int[][] _itemsNear;
    private readonly int[][] _neighbours;
    private readonly Lazy<float[]> _centrality;

    /// <param name="links">The entities of each item.</param>
    public ConceptGraph(EntityLinks links)
    {
        KnowledgeGraph graph = links.Graph;
        var places = new Dictionary<int, int>();
        var entities = new List<int>();
        var reach = new Dictionary<int, int[]>();
        int Place(int entity)
        {
            if (!places.TryGetValue(entity, out int place))
            {
                places.Add(entity, place = entities.Count);
                entities.Add(entity);
            }
            return place;
        }
        _concepts = new int[links.Rows][];
        _near = new int[links.Rows][];
        for (int item = 0; item < links.Rows; item++)
        {
            ReadOnlySpan<int> own = links.Of(item);
            _concepts[item] = new int[own.Length];
            var near = new HashSet<int>();
            for (int i = 0; i < own.Length; i++)
            {
                _concepts[item][i] = Place(own[i]);
                if (!reach.TryGetValue(own[i], out int[]? reached))
                {
                    reach.Add(own[i], reached = [.. Reach(graph, own[i]).Select(Place)]);
                }
                near.UnionWith(reached);
            }
            _near[item] = [.. near.Order()];
        }
        Count = entities.Count;
        _itemsNear = Inverted(_near, Count);
        ItemsOf = Inverted(_concepts, Count);
        _neighbours = [.. entities.Select(entity => Kept(graph.Neighbours(entity), places))];
        _centrality = new Lazy<float[]>(Centrality);
    }

    /// <summary>Number of entities.</summary>
    public int Count { get; }

    /// <summary>Number of items.</summary>
    public int Items => _concepts.Length;

    /// <summary>Items that are linked to each entity, ascending.</summary>
    public int[][] ItemsOf { get; }

    /// <summary>Entities that an item is linked to.</summary>
    public ReadOnlySpan<int> Concepts(int item) => _concepts[item];

    /// <summary>Entities within two steps of an item's concepts, these included.</summary>
    public ReadOnlySpan<int> Near(int item) => _near[item];

    /// <summary>Items near which an entity is, ascending.</summary>
    public ReadOnlySpan<int> ItemsNear(int entity) => _itemsNear[entity];

    /// <summary>Entities that are related to one, of those that are here.</summary>
    public ReadOnlySpan<int> Neighbours(int entity) => _neighbours[entity];

    /// <summary>
    /// Mean over an item's concepts of their share of a walk that begins anew at the pool's concepts with probability 0.15 at each step; 0 without concepts.
    /// </summary>
    /// <remarks>Source: T. Haveliwala, "Topic-Sensitive PageRank" (2002).</remarks>
    public ReadOnlySpan<float> MeanCentrality => _centrality.Value;

    private static HashSet<int> Reach(KnowledgeGraph graph, int start)
    {
        HashSet<int> reached = [start];
        int[] edge = [start];
        for (int step = 0; step < Steps; step++)
        {
            var next = new List<int>();
            foreach (int entity in edge)
            {
                ReadOnlySpan<int> neighbours = graph.Neighbours(entity);
                if (neighbours.Length > MostRelations)
                {
                    continue;
                }
                foreach (int other in neighbours)
                {
                    if (reached.Add(other))
                    {
                        next.Add(other);
                    }
                }
            }
            edge = [.. next];
        }
        return reached;
    }

    private static int[] Kept(ReadOnlySpan<int> neighbours, Dictionary<int, int> places)
    {
        var kept = new List<int>();
        foreach (int other in neighbours)
        {
            if (places.TryGetValue(other, out int place))
            {
                kept.Add(place);
            }
        }
        return [.. kept];
    }

    private static int[][] Inverted(int[][] lists, int count)
    {
        int[] lengths = new int[count];
        foreach (int[] list in lists)
        {
            foreach (int entity in list)
            {
                lengths[entity]++;
            }
        }
        int[][] inverted = Array.ConvertAll(lengths, length => new int[length]);
        Array.Clear(lengths);
        for (int item = 0; item < lists.Length; item++)
        {
            foreach (int entity in lists[item])
            {
                inverted[entity][lengths[entity]++] = item;
            }
        }
        return inverted;
    }

    private float[] Centrality()
    {
        double[] start = Array.ConvertAll(ItemsOf, items => (double)items.Length);
        double total = start.Sum();
        double[] walk = Array.ConvertAll(start, mass => total > 0 ? mass / total : 0);
        double[] next = new double[Count];
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            // What stands at an entity without relations begins anew.
            double moved = 0;
            Array.Clear(next);
            for (int entity = 0; entity < Count; entity++)
            {
                double share = Damping * walk[entity] / Math.Max(1, _neighbours[entity].Length);
                foreach (int other in _neighbours[entity])
                {
                    next[other] += share;
                    moved += share;
                }
            }
            for (int entity = 0; entity < Count; entity++)
            {
                walk[entity] = next[entity] + ((1 - moved) * start[entity] / Math.Max(1, total));
            }
        }
        return Array.ConvertAll(_concepts, own => own.Length == 0 ? 0 : (float)own.Average(entity => walk[entity]));
    }
}
