using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Learners;

/// <summary>
/// Multinomial logistic regression with L2 penalty, C = 1 and an unpenalised bias: the objective of scikit-learn's LogisticRegression, solved to a
/// gradient below 1e-7 from the last solution. Allocates nothing after the first episode of a size.
/// </summary>
/// <remarks>
/// With two classes among the labels a single score is fitted, as scikit-learn does; classes without a label get probability 0. While there are no more
/// labels than features, the problem is solved, and its Hessian factored, in the span of the labelled rows.
/// </remarks>
public sealed class LogisticRegression : ILearner, ISpanCurvature
{
    private const double C = 1;

    // Narrower rows are whitened as they are: with as many labels they are soon no wider than their span.
    private const int WideFeatures = 128;

    // Of a larger pool, only the rows that are asked for are whitened.
    private const int MostSpanRows = 65_536;

    // From so many Hessians on they are factored in single precision, where only rows in the span are asked for.
    private const int ManyBlocks = 24;

    private readonly BinaryLogisticSolver _binary = new();
    private readonly MultinomialLogisticSolver _multinomial = new();
    private Items? _items;
    private int _classes;
    private readonly LabelledDesign _labelled = new();
    private readonly RotatedRows _rotated = new();
    private readonly SpanCoordinates _span = new();
    private readonly LinearProbabilities _probabilities = new();
    private double[] _weights = [];
    private double[] _signs = [];
    private int[] _targets = [];
    private int[] _present = [];
    private int[] _slotOf = [];
    private double[] _solution = [];
    private float[] _coefficients = [];
    private readonly List<Whitening> _whitenings = [];
    private readonly FloatHessians _hessians = new();
    private double[] _hessian = [];
    private bool _isExact;
    private double[] _curvatures = [];
    private int _presentCount;

    /// <inheritdoc/>
    public string Name => LogisticRegressionFactory.LearnerName;

    /// <inheritdoc/>
    public int Blocks => _presentCount <= 2 ? 1 : _presentCount;

    /// <inheritdoc/>
    public int WhitenedWidth => Width;

    SpanCoordinates? ISpanCurvature.Span => IsWide ? _span : null;

    private bool IsWide => _labelled.Rotation is not null && _items!.Features is { Columns: >= WideFeatures, Rows: <= MostSpanRows };

    private int Width => _items!.Features.Columns + 1;

    /// <inheritdoc/>
    public int BlockClass(int block) => Blocks == 1 ? -1 : _present[block];

    /// <inheritdoc/>
    public void Start(Items items, AnswerSpace space)
    {
        _items = items;
        _classes = space.Classes;
        if (_present.Length < _classes)
        {
            _present = new int[_classes];
            _slotOf = new int[_classes];
        }
        Forget();
    }

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        ReadOnlySpan<int> labels = answers.Classes;
        Items items = _items ?? throw new InvalidOperationException("logistic-regression: call Start first");
        TakeIn(items.Features, rows);
        PaddedDesign design = _labelled.Rows;
        for (int i = 0; i < rows.Length; i++)
        {
            _weights[i] = C * (weights.IsEmpty ? 1 : weights[i]);
        }
        _weights.AsSpan(rows.Length, design.PaddedRows - rows.Length).Clear();
        FindPresentClasses(labels);
        if (_presentCount == 2)
        {
            for (int i = 0; i < labels.Length; i++)
            {
                _signs[i] = 1 - (2 * _slotOf[labels[i]]);
            }
            _binary.Solve(design, _signs, _weights);
            TakeOver(_binary.Parameters, 1);
        }
        else if (_presentCount > 2)
        {
            for (int i = 0; i < labels.Length; i++)
            {
                _targets[i] = _slotOf[labels[i]];
            }
            _multinomial.Solve(design, _targets, _weights);
            TakeOver(_multinomial.Parameters, _presentCount);
        }
    }

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Prediction prediction)
    {
        Span<float> probabilities = prediction.Probabilities;
        int classes = _classes;
        probabilities = probabilities[..(features.Rows * classes)];
        if (_presentCount < classes)
        {
            // What a class without labels keeps.
            probabilities.Fill(_presentCount == 0 ? 1f / classes : 0);
        }
        if (_presentCount == 1)
        {
            for (int i = _present[0]; i < probabilities.Length; i += classes)
            {
                probabilities[i] = 1;
            }
        }
        else if (_presentCount == 2)
        {
            _probabilities.Sigmoid(features, _coefficients.AsSpan(0, Width), classes, _present[0], _present[1], probabilities);
        }
        else if (_presentCount > 2)
        {
            _probabilities.Softmax(features, _coefficients, _present.AsSpan(0, _presentCount), classes, probabilities);
        }
    }

    /// <inheritdoc/>
    public void FactorHessian()
    {
        if (IsWide)
        {
            _span.Follow(_labelled.Rotation!);
        }
        while (_whitenings.Count < Blocks)
        {
            _whitenings.Add(new Whitening());
        }
        _isExact = !IsWide || Blocks < ManyBlocks;
        if (!_isExact)
        {
            _hessians.Take(_labelled.Rows);
        }
        for (int block = 0; block < Blocks; block++)
        {
            if (_isExact || !FactorQuickly(block))
            {
                FactorExactly(block);
            }
        }
    }

    private bool FactorQuickly(int block)
    {
        FillCurvatures(block);
        if (!_hessians.Factor(_curvatures))
        {
            return false;
        }
        _whitenings[block].Take(_hessians.Inverse, _labelled.Rows.Width, _hessians.Order);
        return true;
    }

    private void FactorExactly(int block)
    {
        PaddedDesign design = _labelled.Rows;
        int stride = design.Stride;
        if (_hessian.Length < stride * stride)
        {
            _hessian = new double[2 * stride * stride];
        }
        Span<double> hessian = _hessian.AsSpan(0, stride * stride);
        if (_presentCount == 2)
        {
            _binary.FillHessian(design, hessian);
        }
        else
        {
            FillBlock(block, hessian);
        }
        if (!Cholesky.Factor(hessian, stride))
        {
            throw new InvalidOperationException("logistic-regression: the Hessian is not positive definite");
        }
        _whitenings[block].Invert(hessian, design.Width, stride);
    }

    /// <inheritdoc/>
    public void Whiten(int block, FeatureMatrix features, ReadOnlySpan<int> rows, Span<float> whitened)
    {
        // Whole rows are whitened in double precision.
        for (int own = 0; !_isExact && own < Blocks; own++)
        {
            FactorExactly(own);
        }
        _isExact = true;
        if (_labelled.Rotation is { } rotation)
        {
            _whitenings[block].Apply(rotation, _rotated, features, rows, whitened);
            return;
        }
        _whitenings[block].Apply(features, rows, whitened);
    }

    void ISpanCurvature.WhitenInSpan(int block, ReadOnlySpan<float> rows, int count, Span<float> whitened) =>
        _whitenings[block].Apply(rows, count, whitened);

    void ISpanCurvature.WhitenLanesInSpan(int block, ReadOnlySpan<float> columns, int lanes, Span<float> whitened) =>
        _whitenings[block].ApplyInLanes(columns, lanes, whitened);

    private void Forget()
    {
        _labelled.Reset(_items!.Features.Columns);
        _rotated.Reset(_items.Features);
        _span.Reset(_items.Features);
        _presentCount = 0;
        Array.Fill(_slotOf, -1);
    }

    private void TakeIn(FeatureMatrix pool, ReadOnlySpan<int> rows)
    {
        PaddedDesign design = _labelled.Rows;
        if (rows.Length < design.Rows)
        {
            Forget();
        }
        bool reduced = _labelled.Rotation is not null;
        int width = design.Width;
        _labelled.Extend(pool, rows);
        if (_presentCount >= 2 && width != design.Width)
        {
            // More coordinates of the span, or features in their place.
            bool restored = reduced && _labelled.Rotation is null;
            if (_presentCount == 2)
            {
                _binary.Resume(restored ? _solution.AsSpan(0, Width) : _binary.Parameters, design.Width);
            }
            else
            {
                _multinomial.Resume(restored ? _solution.AsSpan(0, _presentCount * Width) : _multinomial.Parameters, design.Width);
            }
        }
        if (_weights.Length < design.PaddedRows)
        {
            int capacity = Math.Max(64, 2 * design.PaddedRows);
            _weights = new double[capacity];
            _signs = new double[capacity];
            _curvatures = new double[capacity];
            _targets = new int[capacity];
        }
    }

    // A solver continues from its last solution only while the same classes have labels.
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
        for (int k = 0; k < _classes; k++)
        {
            if (_slotOf[k] >= 0)
            {
                _slotOf[k] = _presentCount;
                _present[_presentCount++] = k;
            }
        }
        if (_presentCount == 2)
        {
            _binary.Reset(_labelled.Rows.Width);
        }
        else if (_presentCount > 2)
        {
            _multinomial.Reset(_labelled.Rows.Width, _presentCount);
        }
    }

    private void TakeOver(ReadOnlySpan<double> parameters, int scores)
    {
        int length = scores * Width;
        if (_solution.Length < length)
        {
            _solution = new double[length];
            _coefficients = new float[length];
        }
        int width = parameters.Length / scores;
        for (int k = 0; k < scores; k++)
        {
            _labelled.Restore(parameters.Slice(k * width, width), _solution.AsSpan(k * Width, Width));
        }
        for (int i = 0; i < length; i++)
        {
            _coefficients[i] = (float)_solution[i];
        }
    }

    // The diagonal block of one class: the Hessian of its score with the other scores held fixed. Without two classes, the penalty alone.
    private void FillBlock(int block, Span<double> hessian)
    {
        PaddedDesign design = _labelled.Rows;
        FillCurvatures(block);
        DesignProducts.Gram(design, _curvatures, hessian);
        int bias = design.Width - 1;
        for (int j = 0; j < design.Stride; j++)
        {
            hessian[(j * design.Stride) + j] += j == bias ? design.Rows == 0 ? 1 : 1e-12 : 1;
        }
    }

    private void FillCurvatures(int block)
    {
        for (int i = 0; i < _labelled.Rows.Rows; i++)
        {
            double p = _presentCount > 2 ? _multinomial.Probabilities[(i * _multinomial.Columns) + block] : 0.5;
            _curvatures[i] = Math.Max(_weights[i] * p * (1 - p), 1e-14);
        }
    }
}
