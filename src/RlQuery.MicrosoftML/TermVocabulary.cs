namespace RlQuery.MicrosoftML;

/// <summary>The terms that are known, and how much each tells.</summary>
/// <remarks>
/// Terms are words and pairs of words (see <see cref="TermReader"/>). Weights of a text are (1 + log tf) * idf with the smoothed idf of scikit-learn,
/// log((1 + n) / (1 + df)) + 1, scaled to length 1.
/// </remarks>
internal sealed class TermVocabulary
{
    private readonly Dictionary<ulong, int> _places;
    private readonly ulong[] _terms;
    private readonly double[] _weights;

    /// <summary>Takes known terms.</summary>
    /// <param name="terms">Hashes of the terms, each once.</param>
    /// <param name="weights">The idf of each.</param>
    public TermVocabulary(ulong[] terms, double[] weights)
    {
        (_terms, _weights) = (terms, weights);
        _places = new Dictionary<ulong, int>(terms.Length);
        for (int i = 0; i < terms.Length; i++)
        {
            _places.Add(terms[i], i);
        }
    }

    /// <summary>Number of terms.</summary>
    public int Count => _terms.Length;

    /// <summary>Hashes of the terms, those in the most texts first.</summary>
    public ReadOnlySpan<ulong> Terms => _terms;

    /// <summary>The idf of each term.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>Learns the terms that are in two texts at least, unless none is.</summary>
    /// <param name="texts">Texts, in any order, which changes nothing.</param>
    /// <param name="most">The most terms: those in the most texts.</param>
    public static TermVocabulary Fit(string[] texts, int most)
    {
        Dictionary<ulong, int> counts = Frequencies(texts);
        int least = counts.Values.Any(count => count > 1) ? 2 : 1;
        KeyValuePair<ulong, int>[] kept =
            [.. counts.Where(pair => pair.Value >= least).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(most)];
        return new TermVocabulary(
            [.. kept.Select(pair => pair.Key)], [.. kept.Select(pair => Math.Log((1.0 + texts.Length) / (1.0 + pair.Value)) + 1)]);
    }

    /// <summary>The known terms of a text; none where it has none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="terms">Memory, whose content is replaced.</param>
    public SparseRow Weigh(string text, List<ulong> terms)
    {
        TermReader.Read(text, terms);
        var found = new List<int>();
        var weights = new List<double>();
        for (int i = 0, end; i < terms.Count; i = end)
        {
            for (end = i + 1; end < terms.Count && terms[end] == terms[i]; end++)
            {
            }
            if (_places.TryGetValue(terms[i], out int place))
            {
                found.Add(place);
                weights.Add((1 + Math.Log(end - i)) * _weights[place]);
            }
        }
        double length = Math.Sqrt(weights.Sum(weight => weight * weight));
        return new SparseRow([.. found], [.. weights.Select(weight => weight / length)]);
    }

    private static Dictionary<ulong, int> Frequencies(string[] texts)
    {
        var counts = new Dictionary<ulong, int>();
        var terms = new List<ulong>();
        foreach (string text in texts)
        {
            TermReader.Read(text, terms);
            for (int i = 0; i < terms.Count; i++)
            {
                if (i == 0 || terms[i] != terms[i - 1])
                {
                    counts[terms[i]] = counts.GetValueOrDefault(terms[i]) + 1;
                }
            }
        }
        return counts;
    }
}
