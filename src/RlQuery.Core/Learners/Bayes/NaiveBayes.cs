using RlQuery.Core.Data;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Learners.Bayes;

/// <summary>
/// Naive Bayes with a normal distribution for each class and feature, as scikit-learn's GaussianNB: priors are the classes' shares of the labels.
/// </summary>
/// <remarks>
/// <para>Each variance gets 1e-9 of the largest feature's variance over all labelled rows (scikit-learn's var_smoothing). So a class with a single label is a
/// sharp peak: with few labels most probabilities are 0 or 1, and say little about uncertainty.</para>
/// <para>If all labelled rows are equal, predictions are the priors; scikit-learn divides by zero there. Weights multiply rows, but
/// for the largest variance, as there. Classes without a label get probability 0. Neither the order of the labels nor that of the pool matters.</para>
/// <para>Source: C. Bishop, "Pattern Recognition and Machine Learning" (2006), section 8.2.2.</para>
/// </remarks>
public sealed class NaiveBayes : ILearner
{
    private const double VarianceSmoothing = 1e-9;

    private readonly LabelledRows _labelled = new();
    private Items? _items;
    private int _classes;
    private double[] _totals = [];
    private double[] _constants = [];
    private double[] _means = [];
    private double[] _precisions = [];
    private double[] _scores = [];
    private bool _alike;

    /// <inheritdoc/>
    public string Name => NaiveBayesFactory.LearnerName;

    /// <inheritdoc/>
    public void Start(Items items, AnswerSpace space)
    {
        _items = items;
        _classes = space.Classes;
        _labelled.Clear();
        if (_totals.Length < _classes)
        {
            _totals = new double[_classes];
            _constants = new double[_classes];
            _scores = new double[_classes];
        }
        if (_means.Length < _classes * items.Features.Columns)
        {
            _means = new double[_classes * items.Features.Columns];
            _precisions = new double[_means.Length];
        }
    }

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        ReadOnlySpan<int> labels = answers.Classes;
        Items items = _items ?? throw new InvalidOperationException("naive-bayes: call Start first");
        _labelled.Take(items, _classes, rows, labels, weights);
        int columns = items.Features.Columns;
        Array.Clear(_totals);
        Array.Clear(_means);
        Array.Clear(_precisions);
        Array.Clear(_constants);
        double total = 0;
        for (int i = 0; i < _labelled.Count; i++)
        {
            _totals[_labelled.Labels[i]] += _labelled.Weights[i];
            total += _labelled.Weights[i];
        }
        double smoothing = VarianceSmoothing * LargestVariance(items.Features);
        _alike = _labelled.AreAlike(items.Features);
        for (int i = 0; i < _labelled.Count; i++)
        {
            int k = _labelled.Labels[i];
            double share = _labelled.Weights[i] / _totals[k];
            ReadOnlySpan<float> x = items.Features.Row(_labelled.Rows[i]);
            for (int j = 0; j < columns; j++)
            {
                _means[(k * columns) + j] += share * x[j];
            }
        }
        for (int i = 0; i < _labelled.Count; i++)
        {
            int k = _labelled.Labels[i];
            double share = _labelled.Weights[i] / _totals[k];
            ReadOnlySpan<float> x = items.Features.Row(_labelled.Rows[i]);
            for (int j = 0; j < columns; j++)
            {
                double difference = x[j] - _means[(k * columns) + j];
                _precisions[(k * columns) + j] += share * difference * difference;
            }
        }
        foreach (int k in _labelled.Classes)
        {
            _constants[k] = Math.Log(_totals[k] / total);
            for (int j = 0; j < columns; j++)
            {
                double variance = _precisions[(k * columns) + j] + smoothing;
                _precisions[(k * columns) + j] = 1 / variance;
                _constants[k] -= Math.Log(2 * Math.PI * variance) / 2;
            }
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
        if (_alike)
        {
            _labelled.PredictShares(classes, probabilities);
            return;
        }
        for (int i = 0; i < features.Rows; i++)
        {
            Posterior(features.Row(i), probabilities.Slice(i * classes, classes));
        }
    }

    private void Posterior(ReadOnlySpan<float> x, Span<float> probabilities)
    {
        double largest = double.NegativeInfinity;
        foreach (int k in _labelled.Classes)
        {
            ReadOnlySpan<double> means = _means.AsSpan(k * x.Length, x.Length);
            ReadOnlySpan<double> precisions = _precisions.AsSpan(k * x.Length, x.Length);
            double sum = 0;
            for (int j = 0; j < x.Length; j++)
            {
                double difference = x[j] - means[j];
                sum += difference * difference * precisions[j];
            }
            _scores[k] = _constants[k] - (sum / 2);
            largest = Math.Max(largest, _scores[k]);
        }
        double total = 0;
        foreach (int k in _labelled.Classes)
        {
            _scores[k] = Math.Exp(_scores[k] - largest);
            total += _scores[k];
        }
        foreach (int k in _labelled.Classes)
        {
            probabilities[k] = (float)(_scores[k] / total);
        }
    }

    private double LargestVariance(FeatureMatrix pool)
    {
        double largest = 0;
        for (int j = 0; j < pool.Columns; j++)
        {
            double mean = 0;
            foreach (int row in _labelled.Rows)
            {
                mean += (double)pool.Row(row)[j] / _labelled.Count;
            }
            double variance = 0;
            foreach (int row in _labelled.Rows)
            {
                double difference = pool.Row(row)[j] - mean;
                variance += difference * difference / _labelled.Count;
            }
            largest = Math.Max(largest, variance);
        }
        return largest;
    }
}
