namespace RlQuery.Core.Data.Graphs;

/// <summary>Gathers entities and relations, and packs them: two integers for each relation, in the order of entities.</summary>
internal sealed class GraphBuilder
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<(int From, int To)> _relations = [];

    /// <summary>Names of the entities so far.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The entity of a name, which is added where it is new.</summary>
    public int Entity(ReadOnlySpan<char> name)
    {
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> places = _places.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!places.TryGetValue(name, out int entity))
        {
            entity = _names.Count;
            string own = name.ToString();
            _names.Add(own);
            _places.Add(own, entity);
        }
        return entity;
    }

    /// <summary>The entity of a name that is known; null where there is none.</summary>
    public int? Find(ReadOnlySpan<char> name) => _places.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out int entity) ? entity : null;

    /// <summary>Relates two entities; one with itself is not kept.</summary>
    public void Relate(int from, int to)
    {
        if (from != to)
        {
            _relations.Add((from, to));
        }
    }

    /// <summary>Packs what was gathered.</summary>
    public KnowledgeGraph Build(string source, string hash, IEntityWords words, IReadOnlyList<string> notes)
    {
        int count = _names.Count;
        int[] offsets = new int[count + 1];
        foreach ((int from, int to) in _relations)
        {
            offsets[from + 1]++;
            offsets[to + 1]++;
        }
        for (int i = 0; i < count; i++)
        {
            offsets[i + 1] += offsets[i];
        }
        int[] neighbours = new int[offsets[count]];
        int[] next = offsets[..count];
        foreach ((int from, int to) in _relations)
        {
            neighbours[next[from]++] = to;
            neighbours[next[to]++] = from;
        }
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            (int first, int end) = (offsets[i], offsets[i + 1]);
            neighbours.AsSpan(first, end - first).Sort();
            offsets[i] = kept;
            for (int at = first; at < end; at++)
            {
                if (at == first || neighbours[at] != neighbours[at - 1])
                {
                    // In place: what is written never lies behind what is read.
                    neighbours[kept++] = neighbours[at];
                }
            }
        }
        offsets[count] = kept;
        return new KnowledgeGraph(source, hash, [.. _names], _places, offsets, neighbours[..kept], words) { Notes = notes };
    }
}
