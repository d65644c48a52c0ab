using RlQuery.Core.Data;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Learners.SupportVector;

/// <summary>
/// C-support vector classification with an RBF kernel, C = 1 and γ = 1/features, several classes one against one, with probabilities: LIBSVM's model. The
/// kernel between labelled rows and pool is computed once in an episode, and every fit continues from the last solution.
/// </summary>
/// <remarks>
/// Solved to 1e-6, where the path to the solution no longer shows; LIBSVM stops at 1e-3. Pairs are coupled as in Wu, Lin and Weng (2004). Classes without a
/// label get probability 0. Allocates nothing after the first episode of a size.
/// <para>
/// Each boundary's sigmoid (Platt 1999) needs decision values that a row's own label did not shape. LIBSVM and scikit-learn take them from a five-fold
/// cross-validation; here each is the labelled row's own, less a third of its multiplier: an estimate of what it would be without that row, after
/// V. Vapnik and O. Chapelle, "Bounds on Error Expectation for Support Vector Machines" (2000), with one span for all. It costs nothing, and with few labels it
/// gives a lower log-loss. If a sigmoid would have the wrong sign, it is replaced by the sigmoid of the rows' own decision values, so that probabilities always
/// rise with decision values. Probabilities agree with LIBSVM's only on average; decision values agree in every digit that the tolerance leaves.
/// </para>
/// </remarks>
public sealed class SupportVectorMachine : ILearner, IDecisionValues
{
    private const double Tolerance = 1e-6;
    private const double LeastProbability = 1e-7;

    private readonly DualSolver _solver = new();
    private readonly PairExamples _examples = new();
    private readonly LabelledKernel _pool = new();
    private readonly LabelledKernel _tested = new();
    private readonly List<PairMachine> _machines = [];
    private readonly FittedLabels _fitted = new();
    private Items? _items;
    private FeatureMatrix? _seen;
    private int _classes;
    private int[] _present = [];
    private int _presentCount;
    private float[] _decisions = [];
    private double[] _pairs = [];
    private double[] _scratch = [];

    /// <inheritdoc/>
    public string Name => SupportVectorMachineFactory.LearnerName;

    /// <inheritdoc/>
    public int Boundaries => _presentCount * (_presentCount - 1) / 2;

    /// <inheritdoc/>
    public (int First, int Second) ClassesOf(int boundary)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)boundary, (uint)Boundaries, nameof(boundary));
        int first = 0;
        for (; boundary >= _presentCount - 1 - first; first++)
        {
            boundary -= _presentCount - 1 - first;
        }
        return (_present[first], _present[first + 1 + boundary]);
    }

    /// <inheritdoc/>
    public void Start(Items items, AnswerSpace space)
    {
        _items = items;
        _classes = space.Classes;
        _pool.Start(items.Features, items.Features, Gamma(items));
        _seen = null;
        _fitted.Reset();
        _presentCount = 0;
        if (_present.Length < _classes)
        {
            _present = new int[_classes];
            _pairs = new double[_classes * _classes];
            _scratch = new double[_classes * (_classes + 2)];
        }
    }

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        ReadOnlySpan<int> labels = answers.Classes;
        Items items = _items ?? throw new InvalidOperationException("svm-rbf: call Start first");
        bool grown = _fitted.Take(rows, labels, weights);
        bool sameClasses = FindPresentClasses(_classes, labels, weights);
        _pool.Label(rows);
        while (_machines.Count < Boundaries)
        {
            _machines.Add(new PairMachine());
        }
        for (int boundary = 0; boundary < Boundaries; boundary++)
        {
            if (!grown || !sameClasses)
            {
                _machines[boundary].Reset();
            }
            (int first, int second) = ClassesOf(boundary);
            _examples.Collect(rows, labels, weights, first, second);
            _machines[boundary].Fit(_solver, _pool, _examples, rows.Length, Tolerance);
        }
    }

    /// <inheritdoc/>
    public void Decide(FeatureMatrix features, Span<float> decisions)
    {
        LabelledKernel kernel = KernelWith(features);
        for (int boundary = 0; boundary < Boundaries; boundary++)
        {
            _machines[boundary].Decide(kernel, decisions.Slice(boundary * features.Rows, features.Rows));
        }
    }

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Prediction prediction)
    {
        Span<float> probabilities = prediction.Probabilities;
        int classes = _classes;
        probabilities = probabilities[..(features.Rows * classes)];
        probabilities.Fill(_presentCount == 0 ? 1f / classes : 0);
        if (_presentCount == 1)
        {
            for (int i = _present[0]; i < probabilities.Length; i += classes)
            {
                probabilities[i] = 1;
            }
        }
        if (_presentCount < 2)
        {
            return;
        }
        int length = Boundaries * features.Rows;
        if (_decisions.Length < length)
        {
            _decisions = new float[length];
        }
        Decide(features, _decisions.AsSpan(0, length));
        for (int i = 0; i < features.Rows; i++)
        {
            Couple(i, features.Rows, probabilities.Slice(i * classes, classes));
        }
    }

    private void Couple(int row, int rows, Span<float> probabilities)
    {
        int boundary = 0;
        for (int i = 0; i < _presentCount; i++)
        {
            for (int j = i + 1; j < _presentCount; j++, boundary++)
            {
                double p = _machines[boundary].Sigmoid.Of(_decisions[(boundary * rows) + row]);
                p = Math.Clamp(p, LeastProbability, 1 - LeastProbability);
                _pairs[(i * _presentCount) + j] = p;
                _pairs[(j * _presentCount) + i] = 1 - p;
            }
        }
        Span<double> coupled = _scratch.AsSpan(0, _presentCount);
        if (_presentCount == 2)
        {
            coupled[0] = _pairs[1];
            coupled[1] = _pairs[2];
        }
        else
        {
            PairwiseCoupling.Couple(_pairs, _scratch.AsSpan(_presentCount), coupled);
        }
        for (int k = 0; k < _presentCount; k++)
        {
            probabilities[_present[k]] = (float)coupled[k];
        }
    }

    private static float Gamma(Items items) => 1f / items.Features.Columns;

    private LabelledKernel KernelWith(FeatureMatrix features)
    {
        if (ReferenceEquals(features, _items!.Features))
        {
            return _pool;
        }
        if (!ReferenceEquals(features, _seen))
        {
            _tested.Start(_items.Features, features, Gamma(_items));
            _seen = features;
        }
        _tested.Label(_fitted.Rows);
        return _tested;
    }

    // Whether they are those of the last fit.
    private bool FindPresentClasses(int classes, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights)
    {
        bool same = true;
        int count = 0;
        for (int k = 0; k < classes; k++)
        {
            bool present = false;
            for (int i = 0; i < labels.Length && !present; i++)
            {
                present = labels[i] == k && (weights.IsEmpty || weights[i] > 0);
            }
            if (present)
            {
                same &= count < _presentCount && _present[count] == k;
                _present[count++] = k;
            }
        }
        same &= count == _presentCount;
        _presentCount = count;
        return same;
    }
}
