using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Learners;

/// <summary>
/// Multinomial logistic regression with L2 penalty, C = 1 and an unpenalised bias: the objective of scikit-learn's LogisticRegression, solved to a
/// gradient below 1e-7 from the last solution. Allocates nothing after the first episode of a size.
/// </summary>
/// <remarks>With two classes among the labels a single score is fitted, as scikit-learn does; classes without a label get probability 0.</remarks>
public sealed class LogisticRegression : ILearner, ICurvature
{
    private const double C = 1;

    private readonly BinaryLogisticSolver _binary = new();
    private readonly MultinomialLogisticSolver _multinomial = new();
    private LearningProblem? _problem;
    private double[] _design = [];
    private double[] _weights = [];
    private double[] _positive = [];
    private int[] _targets = [];
    private int[] _present = [];
    private int[] _slotOf = [];
    private float[] _coefficients = [];
    private double[] _factors = [];
    private double[] _whitening = [];
    private int _presentCount;
    private int _rows;
    private int _width;

    /// <inheritdoc/>
    public string Name => LogisticRegressionFactory.LearnerName;

    /// <inheritdoc/>
    public int Blocks => _presentCount <= 2 ? 1 : _presentCount;

    /// <inheritdoc/>
    public int WhitenedWidth => _width;

    /// <inheritdoc/>
    public int BlockClass(int block) => Blocks == 1 ? -1 : _present[block];

    /// <inheritdoc/>
    public void Start(LearningProblem problem)
    {
        _problem = problem;
        _width = problem.Pool.Columns + 1;
        _rows = 0;
        _presentCount = 0;
        if (_present.Length < problem.Classes)
        {
            _present = new int[problem.Classes];
            _slotOf = new int[problem.Classes];
        }
        Array.Fill(_slotOf, -1);
    }

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<int> rows, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights)
    {
        LearningProblem problem = _problem ?? throw new InvalidOperationException("logistic-regression: call Start first");
        AppendDesign(problem.Pool, rows);
        for (int i = 0; i < rows.Length; i++)
        {
            _weights[i] = C * (weights.IsEmpty ? 1 : weights[i]);
        }
        FindPresentClasses(labels);
        ReadOnlySpan<double> design = _design.AsSpan(0, _rows * _width);
        if (_presentCount == 2)
        {
            for (int i = 0; i < labels.Length; i++)
            {
                _positive[i] = _slotOf[labels[i]];
            }
            _binary.Solve(design, _positive.AsSpan(0, _rows), _weights.AsSpan(0, _rows));
            CopyCoefficients(_binary.Parameters);
        }
        else if (_presentCount > 2)
        {
            for (int i = 0; i < labels.Length; i++)
            {
                _targets[i] = _slotOf[labels[i]];
            }
            _multinomial.Solve(design, _targets.AsSpan(0, _rows), _weights.AsSpan(0, _rows));
            CopyCoefficients(_multinomial.Parameters);
        }
    }

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Span<float> probabilities)
    {
        int classes = _problem!.Classes;
        probabilities = probabilities[..(features.Rows * classes)];
        if (_presentCount < 2)
        {
            probabilities.Fill(_presentCount == 0 ? 1f / classes : 0);
            for (int i = 0; _presentCount == 1 && i < features.Rows; i++)
            {
                probabilities[(i * classes) + _present[0]] = 1;
            }
            return;
        }
        // A score that is never reached stands for the absent classes: its exponential is 0.
        probabilities.Fill(_presentCount == classes ? 0 : float.NegativeInfinity);
        int scores = _presentCount == 2 ? 1 : _presentCount;
        int d = features.Columns;
        for (int i = 0; i < features.Rows; i++)
        {
            ReadOnlySpan<float> row = features.Row(i);
            Span<float> target = probabilities.Slice(i * classes, classes);
            target[_present[0]] = 0;
            for (int k = 0; k < scores; k++)
            {
                ReadOnlySpan<float> w = _coefficients.AsSpan(k * _width, _width);
                target[_present[_presentCount == 2 ? 1 : k]] = VectorMath.Dot(row, w[..d]) + w[d];
            }
        }
        Probability.Softmax(probabilities, classes);
        if (_presentCount < classes)
        {
            ClearAbsent(probabilities, classes);
        }
    }

    /// <inheritdoc/>
    public void FactorHessian()
    {
        int size = _width * _width;
        if (_factors.Length < Blocks * size)
        {
            _factors = new double[Blocks * size];
        }
        ReadOnlySpan<double> design = _design.AsSpan(0, _rows * _width);
        for (int block = 0; block < Blocks; block++)
        {
            Span<double> hessian = _factors.AsSpan(block * size, size);
            if (_presentCount == 2)
            {
                _binary.FillHessian(design, _weights.AsSpan(0, _rows), hessian);
            }
            else
            {
                FillBlock(design, block, hessian);
            }
            if (!Cholesky.Factor(hessian, _width))
            {
                throw new InvalidOperationException("logistic-regression: the Hessian is not positive definite");
            }
        }
    }

    /// <inheritdoc/>
    public void Whiten(int block, FeatureMatrix features, ReadOnlySpan<int> rows, Span<float> whitened)
    {
        int size = _width * _width;
        Whitening.Apply(_factors.AsSpan(block * size, size), _width, features, rows, ref _whitening, whitened);
    }

    private void AppendDesign(FeatureMatrix pool, ReadOnlySpan<int> rows)
    {
        if (_weights.Length < rows.Length || _design.Length < rows.Length * _width)
        {
            int capacity = Math.Max(64, Math.Max(rows.Length, _weights.Length) * 2);
            Array.Resize(ref _design, capacity * _width);
            Array.Resize(ref _weights, capacity);
            Array.Resize(ref _positive, capacity);
            Array.Resize(ref _targets, capacity);
        }
        for (int i = _rows; i < rows.Length; i++)
        {
            Span<double> target = _design.AsSpan(i * _width, _width);
            ReadOnlySpan<float> source = pool.Row(rows[i]);
            for (int j = 0; j < source.Length; j++)
            {
                target[j] = source[j];
            }
            target[^1] = 1;
        }
        _rows = rows.Length;
    }

    // A solver goes on from its last solution only while the same classes have labels.
    private void FindPresentClasses(ReadOnlySpan<int> labels)
    {
        bool changed = false;
        foreach (int label in labels)
        {
            if (_slotOf[label] < 0)
            {
                _slotOf[label] = 0;
                changed = true;
            }
        }
        if (!changed)
        {
            return;
        }
        _presentCount = 0;
        for (int k = 0; k < _problem!.Classes; k++)
        {
            if (_slotOf[k] >= 0)
            {
                _slotOf[k] = _presentCount;
                _present[_presentCount++] = k;
            }
        }
        if (_presentCount == 2)
        {
            _binary.Reset(_width);
        }
        else if (_presentCount > 2)
        {
            _multinomial.Reset(_width, _presentCount);
        }
    }

    private void CopyCoefficients(ReadOnlySpan<double> parameters)
    {
        if (_coefficients.Length < parameters.Length)
        {
            _coefficients = new float[parameters.Length];
        }
        for (int i = 0; i < parameters.Length; i++)
        {
            _coefficients[i] = (float)parameters[i];
        }
    }

    // Softmax floors its exponentials, so an absent class is set to exactly 0 afterwards.
    private void ClearAbsent(Span<float> probabilities, int classes)
    {
        for (int k = 0; k < classes; k++)
        {
            if (_slotOf[k] < 0)
            {
                for (int i = k; i < probabilities.Length; i += classes)
                {
                    probabilities[i] = 0;
                }
            }
        }
    }

    // The diagonal block of one class: the Hessian of its score with the other scores held fixed. Without two classes, the penalty alone.
    private void FillBlock(ReadOnlySpan<double> design, int block, Span<double> hessian)
    {
        hessian.Clear();
        for (int j = 0; j < _width; j++)
        {
            hessian[(j * _width) + j] = j == _width - 1 ? 1e-12 : 1;
        }
        for (int i = 0; i < _rows; i++)
        {
            double p = _presentCount > 2 ? _multinomial.Probabilities[(i * _presentCount) + block] : 0.5;
            ReadOnlySpan<double> row = design.Slice(i * _width, _width);
            double curvature = Math.Max(_weights[i] * p * (1 - p), 1e-14);
            for (int j = 0; j < _width; j++)
            {
                VectorMath.AddScaled(curvature * row[j], row[..(j + 1)], hessian.Slice(j * _width, j + 1));
            }
        }
        if (_rows == 0)
        {
            hessian[^1] = 1;
        }
    }
}
