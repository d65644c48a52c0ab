using RlQuery.Core.Data;
using RlQuery.Core.Learners.SupportVector;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Learners.GaussianProcesses;

/// <summary>
/// A Gaussian process for each class against the rest with kernel 16 exp(-|x - z|²/2ℓ²), as scikit-learn's GaussianProcessClassifier with its optimiser off;
/// two classes have one. ℓ² is the sum of the pool's variances: on standardised features the number of those that are not constant.
/// </summary>
/// <remarks>
/// The kernel is fixed, since marginal likelihood says little with few labels. Its height was chosen by the accuracy on bundled sets.
/// Weights are powers of a row's likelihood; scikit-learn knows none. Classes without a label get probability 0. Neither the order of the labels nor that of
/// the pool matters except for the last digits of ℓ. A fit takes time with the cube of the number of labels.
/// </remarks>
public sealed class GaussianProcess : ILearner
{
    private const double Height = 16;

    private readonly LabelledRows _labelled = new();
    private readonly LabelledKernel _pool = new();
    private readonly LabelledKernel _tested = new();
    private readonly List<LaplaceClassifier> _classifiers = [];
    private readonly double[] _means = new double[LaplaceClassifier.Lanes];
    private readonly double[] _variances = new double[LaplaceClassifier.Lanes];
    private Items? _items;
    private FeatureMatrix? _seen;
    private int _classes;
    private int[] _given = [];
    private int _givenCount;
    private double[] _kernel = [];
    private double[] _block = [];
    private float _gamma;

    /// <inheritdoc/>
    public string Name => GaussianProcessFactory.LearnerName;

    /// <inheritdoc/>
    public void Start(Items items, AnswerSpace space)
    {
        _items = items;
        _classes = space.Classes;
        _labelled.Clear();
        _givenCount = 0;
        double variance = TotalVariance(items.Features);
        _gamma = variance > 0 ? (float)(0.5 / variance) : 1;
        _pool.Start(items.Features, items.Features, _gamma);
        _seen = null;
    }

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        ReadOnlySpan<int> labels = answers.Classes;
        Items items = _items ?? throw new InvalidOperationException("gaussian-process: call Start first");
        _labelled.Take(items, _classes, rows, labels, weights);
        Reserve(rows.Length);
        rows.CopyTo(_given);
        _givenCount = rows.Length;
        if (_labelled.Classes.Length < 2)
        {
            return;
        }
        int n = _labelled.Count;
        _pool.Label(rows);
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<float> row = _pool.Row(_labelled.Positions[i]);
            for (int j = 0; j < n; j++)
            {
                _kernel[(i * n) + j] = Height * row[_labelled.Rows[j]];
            }
        }
        for (int i = 0; i < Classifiers; i++)
        {
            if (_classifiers.Count == i)
            {
                _classifiers.Add(new LaplaceClassifier());
            }
            _classifiers[i].Fit(_kernel.AsSpan(0, n * n), _labelled.Labels, _labelled.Classes[i], _labelled.Weights);
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
        LabelledKernel kernel = KernelWith(features);
        for (int first = 0; first < features.Rows; first += LaplaceClassifier.Lanes)
        {
            PredictBlock(kernel, first, Math.Min(LaplaceClassifier.Lanes, features.Rows - first), probabilities);
        }
    }

    // With two classes, only the first has a classifier.
    private int Classifiers => _labelled.Classes.Length == 2 ? 1 : _labelled.Classes.Length;

    private void PredictBlock(LabelledKernel kernel, int first, int count, Span<float> probabilities)
    {
        int classes = _classes;
        for (int i = 0; i < _labelled.Count; i++)
        {
            ReadOnlySpan<float> row = kernel.Row(_labelled.Positions[i]).Slice(first, count);
            for (int lane = 0; lane < count; lane++)
            {
                _block[(i * LaplaceClassifier.Lanes) + lane] = Height * row[lane];
            }
        }
        for (int i = 0; i < Classifiers; i++)
        {
            _classifiers[i].Predict(_block, Height, _means, _variances);
            for (int lane = 0; lane < count; lane++)
            {
                probabilities[((first + lane) * classes) + _labelled.Classes[i]] = (float)LogisticNormal.Mean(_means[lane], _variances[lane]);
            }
        }
        for (int lane = 0; lane < count; lane++)
        {
            Normalise(probabilities.Slice((first + lane) * classes, classes));
        }
    }

    private void Normalise(Span<float> probabilities)
    {
        if (Classifiers == 1)
        {
            probabilities[_labelled.Classes[1]] = 1 - probabilities[_labelled.Classes[0]];
            return;
        }
        float total = 0;
        foreach (float p in probabilities)
        {
            total += p;
        }
        for (int k = 0; k < probabilities.Length; k++)
        {
            probabilities[k] /= total;
        }
    }

    private LabelledKernel KernelWith(FeatureMatrix features)
    {
        LabelledKernel kernel = ReferenceEquals(features, _items!.Features) ? _pool : _tested;
        if (kernel == _tested && !ReferenceEquals(features, _seen))
        {
            _tested.Start(_items.Features, features, _gamma);
            _seen = features;
        }
        kernel.Label(_given.AsSpan(0, _givenCount));
        return kernel;
    }

    private void Reserve(int labels)
    {
        if (_given.Length < labels)
        {
            int capacity = Math.Max(64, labels * 3 / 2);
            _given = new int[capacity];
            _kernel = new double[capacity * capacity];
            _block = new double[capacity * LaplaceClassifier.Lanes];
        }
    }

    private static double TotalVariance(FeatureMatrix pool)
    {
        double total = 0;
        for (int j = 0; j < pool.Columns; j++)
        {
            double mean = 0;
            for (int i = 0; i < pool.Rows; i++)
            {
                mean += pool.Row(i)[j];
            }
            mean /= pool.Rows;
            for (int i = 0; i < pool.Rows; i++)
            {
                double difference = pool.Row(i)[j] - mean;
                total += difference * difference / pool.Rows;
            }
        }
        return total;
    }
}
