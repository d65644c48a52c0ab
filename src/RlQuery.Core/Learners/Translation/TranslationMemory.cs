using RlQuery.Core.Data;
using RlQuery.Core.Learners.Neighbours;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Learners.Translation;

/// <summary>
/// Gives the answer of the nearest labelled item, by Euclidean distance on the standardised features: example-based translation at its simplest (M. Nagao, "A
/// Framework of a Mechanical Translation between Japanese and English by Analogy Principle", 1984). It never makes a new sentence.
/// </summary>
/// <remarks>
/// Ties go to the row that comes first in the data set. Items of weight 0 give no answers; other weights do not matter. Its score is minus the distance,
/// divided by the square root of the number of features: 0 for a sentence that is labelled, lower for one that is like no labelled one. It stands in for a
/// probability.
/// </remarks>
public sealed class TranslationMemory : ILearner, ISentenceScores
{
    private readonly NearestRows _pool = new(1);
    private readonly NearestRows _tested = new(1);
    private Items? _items;
    private FeatureMatrix? _seen;
    private string[] _texts = [];
    private int[] _labelled = [];

    /// <inheritdoc/>
    public string Name => TranslationMemoryFactory.LearnerName;

    /// <inheritdoc/>
    public void Start(Items items, AnswerSpace space)
    {
        _items = items;
        _labelled = [];
        _seen = null;
        _pool.Start(items, items.Features);
        if (_texts.Length < items.Count)
        {
            _texts = new string[items.Count];
        }
    }

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        var labelled = new List<int>(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            if (weights.IsEmpty || weights[i] > 0)
            {
                labelled.Add(rows[i]);
                _texts[rows[i]] = answers.Texts[i];
            }
        }
        _labelled = [.. labelled];
    }

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Prediction prediction)
    {
        NearestRows nearest = NeighboursIn(features);
        for (int row = 0; row < features.Rows; row++)
        {
            prediction.Texts[row] = nearest.Of(row) is [int own, ..] ? _texts[own] : "";
        }
    }

    /// <inheritdoc/>
    public void ScoreSentences(FeatureMatrix features, ReadOnlySpan<int> rows, Span<double> scores)
    {
        NearestRows nearest = NeighboursIn(features);
        for (int i = 0; i < rows.Length; i++)
        {
            scores[i] = nearest.Of(rows[i]).IsEmpty ? double.NegativeInfinity : -Math.Sqrt(nearest.SquaredDistance(rows[i]) / Math.Max(1, features.Columns));
        }
    }

    private NearestRows NeighboursIn(FeatureMatrix features)
    {
        Items items = _items ?? throw new InvalidOperationException($"{Name}: call Start first");
        NearestRows own = ReferenceEquals(features, items.Features) ? _pool : _tested;
        if (own == _tested && !ReferenceEquals(features, _seen))
        {
            _tested.Start(items, features);
            _seen = features;
        }
        own.Label(_labelled);
        return own;
    }
}
