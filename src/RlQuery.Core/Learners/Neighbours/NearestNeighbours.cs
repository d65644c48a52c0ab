using RlQuery.Core.Data;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Learners.Neighbours;

/// <summary>
/// Shares of the classes among the five nearest labelled rows (T. Cover and P. Hart, "Nearest Neighbor Pattern Classification", 1967), as scikit-learn's
/// KNeighborsClassifier is by default: Euclidean distance on the standardised features, every neighbour counting the same.
/// </summary>
/// <remarks>
/// With fewer than five labels, all are neighbours; scikit-learn refuses that. In a tie the first row of the data set is nearest; scikit-learn does not specify
/// it. A row of weight 0 is never a neighbour, and other weights multiply the votes; scikit-learn has no weights here. Classes without a label get probability
/// 0. Neither the order of the labels nor that of the pool matters. Allocates nothing after the first episode of a size.
/// </remarks>
public sealed class NearestNeighbours : ILearner
{
    private const int Neighbours = 5;

    private readonly LabelledRows _labelled = new();
    private readonly NearestRows _pool = new(Neighbours);
    private readonly NearestRows _tested = new(Neighbours);
    private Items? _items;
    private FeatureMatrix? _seen;
    private int _classes;
    private int[] _labelOf = [];
    private double[] _weightOf = [];
    private double[] _votes = [];

    /// <inheritdoc/>
    public string Name => NearestNeighboursFactory.LearnerName;

    /// <inheritdoc/>
    public void Start(Items items, AnswerSpace space)
    {
        _items = items;
        _classes = space.Classes;
        _labelled.Clear();
        _pool.Start(items, items.Features);
        _seen = null;
        if (_votes.Length < _classes)
        {
            _votes = new double[_classes];
        }
        if (_labelOf.Length < items.Features.Rows)
        {
            _labelOf = new int[items.Features.Rows];
            _weightOf = new double[items.Features.Rows];
        }
    }

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        ReadOnlySpan<int> labels = answers.Classes;
        Items items = _items ?? throw new InvalidOperationException("nearest-neighbours: call Start first");
        _labelled.Take(items, _classes, rows, labels, weights);
        for (int i = 0; i < _labelled.Count; i++)
        {
            _labelOf[_labelled.Rows[i]] = _labelled.Labels[i];
            _weightOf[_labelled.Rows[i]] = _labelled.Weights[i];
        }
    }

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Prediction prediction)
    {
        Span<float> probabilities = prediction.Probabilities;
        int classes = _classes;
        probabilities = probabilities[..(features.Rows * classes)];
        if (_labelled.PredictWithoutModel(classes, probabilities))
        {
            return;
        }
        NearestRows nearest = NeighboursIn(features);
        nearest.Label(_labelled.Rows);
        for (int i = 0; i < features.Rows; i++)
        {
            ReadOnlySpan<int> neighbours = nearest.Of(i);
            Array.Clear(_votes);
            double total = 0;
            foreach (int neighbour in neighbours)
            {
                _votes[_labelOf[neighbour]] += _weightOf[neighbour];
                total += _weightOf[neighbour];
            }
            foreach (int k in _labelled.Classes)
            {
                probabilities[(i * classes) + k] = (float)(_votes[k] / total);
            }
        }
    }

    private NearestRows NeighboursIn(FeatureMatrix features)
    {
        if (ReferenceEquals(features, _items!.Features))
        {
            return _pool;
        }
        if (!ReferenceEquals(features, _seen))
        {
            _tested.Start(_items!, features);
            _seen = features;
        }
        return _tested;
    }
}
