namespace RlQuery.Core.Data.Graphs;

/// <summary>
/// The sense of a word or phrase that is most frequent in the texts that WordNet's authors annotated, over all parts of speech; among equals the first noun,
/// verb, adjective or adverb.
/// </summary>
/// <remarks>
/// Source: the first-sense heuristic of D. McCarthy, R. Koeling, J. Weeds and J. Carroll, "Finding Predominant Word Senses in Untagged Text" (2004), with
/// the counts of index.sense.
/// </remarks>
internal sealed class WordNetWords : IEntityWords
{
    private static readonly PartOfSpeech[] Parts = Enum.GetValues<PartOfSpeech>();

    private readonly Dictionary<string, Sense>[] _senses = Array.ConvertAll(Parts, _ => new Dictionary<string, Sense>(StringComparer.Ordinal));
    private readonly Dictionary<int, List<string>> _phrases = [];
    private readonly Morphy _morphy;

    /// <param name="exceptions">Base forms of irregular words.</param>
    public WordNetWords(IReadOnlyDictionary<(PartOfSpeech, string), string[]> exceptions) =>
        _morphy = new Morphy((part, phrase) => _senses[(int)part].ContainsKey(phrase), exceptions);

    /// <inheritdoc/>
    public int Longest { get; private set; }

    /// <summary>Adds a sense of a lemma.</summary>
    /// <param name="part">Its part of speech.</param>
    /// <param name="lemma">The lemma, with underscores or blanks.</param>
    /// <param name="sense">The sense.</param>
    public void Add(PartOfSpeech part, string lemma, Sense sense)
    {
        string[] words = EntityText.Words(lemma.Replace('_', ' '));
        if (words.Length == 0)
        {
            return;
        }
        string phrase = string.Join(' ', words);
        Dictionary<string, Sense> senses = _senses[(int)part];
        if (!senses.TryGetValue(phrase, out Sense known) || (sense.Count, -sense.Number).CompareTo((known.Count, -known.Number)) > 0)
        {
            senses[phrase] = sense;
        }
        if (!_phrases.TryGetValue(sense.Entity, out List<string>? phrases))
        {
            _phrases.Add(sense.Entity, phrases = []);
        }
        phrases.Add(phrase);
        Longest = Math.Max(Longest, words.Length);
    }

    /// <inheritdoc/>
    public bool Find(ReadOnlySpan<string> phrase, ICollection<int> entities)
    {
        Sense? best = null;
        foreach (PartOfSpeech part in Parts)
        {
            if (_morphy.Lemma(part, phrase) is { } lemma && _senses[(int)part][lemma] is var sense && !(sense.Count <= best?.Count))
            {
                best = sense;
            }
        }
        if (best is null)
        {
            return false;
        }
        entities.Add(best.Value.Entity);
        return true;
    }

    /// <summary>Other words and phrases of the sense that <see cref="Find"/> finds of a word; none where the word is not a lemma itself.</summary>
    /// <param name="word">A word as it stands in a text; case does not matter.</param>
    public IReadOnlyList<string> SynonymsOf(string word)
    {
        string lemma = word.ToLowerInvariant();
        var found = new List<int>();
        return Parts.Any(part => _senses[(int)part].ContainsKey(lemma)) && Find([lemma], found)
            ? [.. _phrases[found[0]].Where(phrase => phrase != lemma).Distinct()] : [];
    }

    /// <summary>A sense of a lemma.</summary>
    /// <param name="Entity">The synset.</param>
    /// <param name="Number">Its place among the senses of the lemma, from 1.</param>
    /// <param name="Count">How often it stands in the annotated texts.</param>
    public readonly record struct Sense(int Entity, int Number, int Count);
}
