using RlQuery.Core.Numerics;

namespace RlQuery.MicrosoftML;

/// <summary>A low-dimensional encoding of texts: weighted terms, projected on the directions of largest variation of the fitted texts.</summary>
/// <remarks>
/// Terms and their weights are those of <see cref="TermVocabulary"/>. Latent semantic analysis: S. Deerwester et al., "Indexing by Latent Semantic Analysis"
/// (1990).
/// </remarks>
internal sealed class TextSpace
{
    /// <summary>Largest number of texts that a space is fitted to.</summary>
    public const int MostTexts = 20_000;

    /// <summary>Largest vocabulary: the terms in the most texts.</summary>
    public const int MostTerms = 1 << 15;

    private readonly TermVocabulary _vocabulary;
    private readonly double[] _directions;

    private TextSpace(TermVocabulary vocabulary, double[] directions, int dimensions)
    {
        _vocabulary = vocabulary;
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
        var vocabulary = TermVocabulary.Fit(sample, MostTerms);
        if (vocabulary.Count == 0)
        {
            return new TextSpace(vocabulary, [], 0);
        }
        var terms = new List<ulong>();
        SparseRow[] rows = [.. sample.Select(text => vocabulary.Weigh(text, terms))];
        (double[] directions, int width) = LatentDirections.Find(rows, vocabulary.Count, dimensions);
        return new TextSpace(vocabulary, directions, width);
    }

    /// <summary>Encodes a text; one without any known term is at the origin.</summary>
    /// <param name="text">The text.</param>
    /// <param name="values">Receives <see cref="Dimensions"/> numbers.</param>
    public void Place(string text, Span<float> values)
    {
        double[] sums = new double[Dimensions];
        SparseRow row = _vocabulary.Weigh(text, []);
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
}
