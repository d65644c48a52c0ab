namespace RlQuery.Core.Data.Graphs;

/// <summary>Entities and which of them are related: what is known of the things that rows speak of. Immutable.</summary>
/// <remarks>
/// Relations are kept without their names and directions, each pair once, since they serve to tell what is near. Cycles are allowed.
/// </remarks>
public sealed class KnowledgeGraph
{
    private readonly string[] _names;
    private readonly Dictionary<string, int> _places;
    private readonly int[] _offsets;
    private readonly int[] _neighbours;

    internal KnowledgeGraph(string source, string hash, string[] names, Dictionary<string, int> places, int[] offsets, int[] neighbours, IEntityWords words)
    {
        Source = source;
        Hash = hash;
        _names = names;
        _places = places;
        _offsets = offsets;
        _neighbours = neighbours;
        Words = words;
    }

    /// <summary>The file or folder that it was read from.</summary>
    public string Source { get; }

    /// <summary>SHA-256 of what was read, in hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>What a person should know of how it was read, a line each.</summary>
    public IReadOnlyList<string> Notes { get; internal init; } = [];

    /// <summary>Number of entities.</summary>
    public int Count => _names.Length;

    /// <summary>Number of pairs of entities that are related.</summary>
    public int Relations => _neighbours.Length / 2;

    /// <summary>Finds entities by words.</summary>
    public IEntityWords Words { get; }

    /// <summary>
    /// Name of an entity: an IRI, a blank node, a cell of a table, or offset and part of speech of WordNet's synsets, such as <c>02086723-n</c>.
    /// </summary>
    /// <param name="entity">0..<see cref="Count"/>-1.</param>
    public string NameOf(int entity) => _names[entity];

    /// <summary>The entity of a name; null where there is none.</summary>
    /// <param name="name">As in the file; an IRI without its angle brackets.</param>
    public int? Find(string name) => _places.TryGetValue(name, out int entity) ? entity : null;

    /// <summary>The entities that are related to one, ascending, each once, and not itself.</summary>
    /// <param name="entity">0..<see cref="Count"/>-1.</param>
    public ReadOnlySpan<int> Neighbours(int entity) => _neighbours.AsSpan(_offsets[entity], _offsets[entity + 1] - _offsets[entity]);

    /// <summary>Reads a file of triples, or a folder of WordNet's files.</summary>
    /// <param name="path">
    /// N-Triples (.nt), a table of subject, relation and object (.tsv), both also gzipped, or a folder that holds data.noun and its neighbours, by itself or in
    /// a folder dict.
    /// </param>
    /// <exception cref="InvalidInputException">It cannot be used; a line for each fault, ten at most and how many more.</exception>
    public static KnowledgeGraph Read(string path)
    {
        if (Directory.Exists(path))
        {
            return WordNetFiles.Read(path);
        }
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".nt" => TripleFile.Read(path, NTriples.TryRead),
            ".tsv" => TripleFile.Read(path, TripleTable.TryRead),
            _ => throw new InvalidInputException(
                $"{path}: no graph; use N-Triples (.nt), a table of subject, relation and object (.tsv), or a folder of WordNet's files"),
        };
    }
}
