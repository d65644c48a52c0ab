namespace RlQuery.Core.Data.Graphs;

/// <summary>Names of entities as their graph gives them: all entities of a name are found.</summary>
internal sealed class LabelWords : IEntityWords
{
    private readonly Dictionary<string, List<int>> _entities = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public int Longest { get; private set; }

    /// <summary>Adds a name.</summary>
    public void Add(string label, int entity)
    {
        string[] words = EntityText.Words(label);
        if (words.Length == 0)
        {
            return;
        }
        string phrase = string.Join(' ', words);
        if (!_entities.TryGetValue(phrase, out List<int>? known))
        {
            _entities.Add(phrase, known = []);
        }
        known.Add(entity);
        Longest = Math.Max(Longest, words.Length);
    }

    /// <inheritdoc/>
    public bool Find(ReadOnlySpan<string> phrase, ICollection<int> entities)
    {
        if (!_entities.TryGetValue(phrase.Length == 1 ? phrase[0] : string.Join(' ', phrase!), out List<int>? found))
        {
            return false;
        }
        found.ForEach(entities.Add);
        return true;
    }
}
