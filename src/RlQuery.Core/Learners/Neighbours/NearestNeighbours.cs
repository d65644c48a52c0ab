using RlQuery.Core.Data;

namespace RlQuery.Core.Learners.Neighbours;

/// <summary>
/// Shares of the classes among the five nearest labelled rows (T. Cover and P. Hart, "Nearest Neighbor Pattern Classification", 1967), as scikit-learn's
/// KNeighborsClassifier is by default: Euclidean distance on the standardised features, every neighbour counting the same.
/// </summary>
/// <remarks>
/// Fewer labels than five are all neighbours, where scikit-learn refuses. Of rows at the same distance the first in the data set is the nearest; scikit-learn leaves
/// that open. A row of weight 0 is nobody's neighbour, and other weights multiply the votes; scikit-learn knows no weights. Classes without a label get probability
/// 0. Neither the order of the labels nor that of the pool matters. Allocates nothing after the first episode of a size.
/// </remarks>
public sealed class NearestNeighbours : ILearner
{
    private const int Neighbours = 5;

    private readonly LabelledRows _labelled = new();
    private readonly NearestRows _pool = new(Neighbours);
    private readonly NearestRows _test = new(Neighbours);
    private readonly NearestRows _other = new(Neighbours);
    private LearningProblem? _problem;
    private int[] _labelOf = [];
    private double[] _weightOf = [];
    private double[] _votes = [];

    /// <inheritdoc/>
    public string Name => NearestNeighboursFactory.LearnerName;

    /// <inheritdoc/>
    public void Start(LearningProblem problem)
    {
        _problem = problem;
        _labelled.Clear();
        _pool.Start(problem, problem.Pool);
        _test.Start(problem, problem.Test);
        if (_votes.Length < problem.Classes)
        {
            _votes = new double[problem.Classes];
        }
        if (_labelOf.Length < problem.Pool.Rows)
        {
            _labelOf = new int[problem.Pool.Rows];
            _weightOf = new double[problem.Pool.Rows];
        }
    }

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<int> rows, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights)
    {
        LearningProblem problem = _problem ?? throw new InvalidOperationException("nearest-neighbours: call Start first");
        _labelled.Take(problem, rows, labels, weights);
        for (int i = 0; i < _labelled.Count; i++)
        {
            _labelOf[_labelled.Rows[i]] = _labelled.Labels[i];
            _weightOf[_labelled.Rows[i]] = _labelled.Weights[i];
        }
    }

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Span<float> probabilities)
    {
        int classes = _problem!.Classes;
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
        if (ReferenceEquals(features, _problem!.Pool))
        {
            return _pool;
        }
        if (ReferenceEquals(features, _problem.Test))
        {
            return _test;
        }
        _other.Start(_problem, features);
        return _other;
    }
}
