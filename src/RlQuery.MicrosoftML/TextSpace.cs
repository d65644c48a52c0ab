using RlQuery.Core.Numerics;

namespace RlQuery.MicrosoftML;

/// <summary>A low-dimensional encoding of texts: weighted terms, projected on the directions of largest variation of the fitted texts.</summary>
/// <remarks>
/// Terms are words and pairs of words (see <see cref="TermReader"/>) that are in two texts at least, unless none is. Latent semantic analysis: S. Deerwester
/// et al., "Indexing by Latent Semantic Analysis" (1990). Weights are (1 + log tf) * idf with the smoothed idf of
/// scikit-learn, log((1 + n) / (1 + df)) + 1, each text scaled to length 1.
/// </remarks>
internal sealed class TextSpace
{
    /// <summary>Largest number of texts that a space is fitted to.</summary>
    public const int MostTexts = 20_000;

    /// <summary>Largest vocabulary: the terms in the most texts.</summary>
    public const int MostTerms = 1 << 15;

    private readonly Dictionary<ulong, int> _places;
    private readonly double[] _weights;
    private readonly double[] _directions;

    private TextSpace(Dictionary<ulong, int> places, double[] weights, double[] directions, int dimensions)
    {
        _places = places;
        _weights = weights;
        _directions = directions;
        Dimensions = dimensions;
    }

    /// <summary>Numbers that a text becomes.</summary>
    public int Dimensions { get; }

    /// <summary>Fits a space to texts.</summary>
    /// <param name="texts">The texts, in any order, which changes nothing; copies count once.</param>
    /// <param name="dimensions">Most dimensions.</param>
    public static TextSpace Fit(IEnumerable<string> texts, int dimensions)
    {
        string[] sample = Sample(texts);
        Dictionary<ulong, int> counts = DocumentFrequencies(sample);
        int least = counts.Values.Any(count => count > 1) ? 2 : 1;
        KeyValuePair<ulong, int>[] kept =
            [.. counts.Where(pair => pair.Value >= least).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(MostTerms)];
        var places = new Dictionary<ulong, int>(kept.Length);
        double[] weights = new double[kept.Length];
        for (int i = 0; i < kept.Length; i++)
        {
            places.Add(kept[i].Key, i);
            weights[i] = Math.Log((1.0 + sample.Length) / (1.0 + kept[i].Value)) + 1;
        }
        var unprojected = new TextSpace(places, weights, [], 0);
        var reader = new List<ulong>();
        SparseRow[] rows = [.. sample.Select(text => unprojected.Weigh(text, reader))];
        if (kept.Length == 0)
        {
            return unprojected;
        }
        (double[] directions, int width) = LatentDirections.Find(rows, kept.Length, dimensions);
        return new TextSpace(places, weights, directions, width);
    }

    /// <summary>Encodes a text; one without any known term is at the origin.</summary>
    /// <param name="text">The text.</param>
    /// <param name="values">Receives <see cref="Dimensions"/> numbers.</param>
    public void Place(string text, Span<float> values)
    {
        double[] sums = new double[Dimensions];
        SparseRow row = Weigh(text, []);
        for (int i = 0; i < row.Terms.Length; i++)
        {
            VectorMath.AddScaled(row.Weights[i], _directions.AsSpan(row.Terms[i] * Dimensions, Dimensions), sums);
        }
        for (int i = 0; i < sums.Length; i++)
        {
            values[i] = (float)sums[i];
        }
    }

    private static string[] Sample(IEnumerable<string> texts)
    {
        string[] distinct = [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (distinct.Length <= MostTexts)
        {
            return distinct;
        }
        int[] drawn = new Pcg64(0, "text sample").Permutation(distinct.Length);
        return [.. drawn.Take(MostTexts).Order().Select(place => distinct[place])];
    }

    private static Dictionary<ulong, int> DocumentFrequencies(string[] texts)
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

    private SparseRow Weigh(string text, List<ulong> terms)
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
}
