using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Learners;

/// <summary>
/// Minimises ½|W|² + C Σ sᵢ (-log softmax(W xᵢ + b)[yᵢ]) by a truncated Newton method: conjugate gradients on Hessian-vector products, from the last solution.
/// </summary>
/// <remarks>
/// Source: Nocedal and Wright, "Numerical Optimization", 2nd ed., algorithm 7.1 (line-search Newton-CG). A product costs two passes over
/// the labelled rows, so the Hessian of (classes x width)² entries is never formed. Biases are not penalised; a shift of all of them changes
/// nothing, and the gradient has no part along it, so conjugate gradients never move there. Inside, parameters are [stride x classes, padded to four].
/// </remarks>
internal sealed class MultinomialLogisticSolver
{
    private const double Tolerance = 1e-7;
    private const double Rounding = 1e-14;
    private const int MaxIterations = 100;

    private double[] _parameters = [];
    private double[] _trial = [];
    private double[] _gradient = [];
    private double[] _step = [];
    private double[] _residual = [];
    private double[] _direction = [];
    private double[] _product = [];
    private double[] _result = [];
    private double[] _probabilities = [];
    private double[] _moves = [];
    private int _width;
    private int _classes;
    private int _columns;
    private int _size;

    /// <summary>Weights, then the bias, of one class after the other [classes x width].</summary>
    public ReadOnlySpan<double> Parameters => _result.AsSpan(0, _classes * _width);

    /// <summary>Columns of <see cref="Probabilities"/>: the classes, padded.</summary>
    public int Columns => _columns;

    /// <summary>Probabilities of the labelled rows at the solution [rows x <see cref="Columns"/>].</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    /// <summary>Forgets the last solution.</summary>
    /// <param name="width">Features and bias.</param>
    /// <param name="classes">Number of classes.</param>
    public void Reset(int width, int classes)
    {
        Reserve(width, classes);
        Array.Clear(_parameters);
    }

    /// <summary>Continues from given parameters, with weights of 0 for features that they do not have.</summary>
    /// <param name="parameters">As <see cref="Parameters"/>, which they may be.</param>
    /// <param name="width">Features and bias, at least as many as the parameters have.</param>
    public void Resume(ReadOnlySpan<double> parameters, int width)
    {
        int known = parameters.Length / _classes;
        Reserve(width, _classes);
        Array.Clear(_parameters);
        for (int k = 0; k < _classes; k++)
        {
            for (int j = 0; j < known - 1; j++)
            {
                _parameters[(j * _columns) + k] = parameters[(k * known) + j];
            }
            _parameters[((width - 1) * _columns) + k] = parameters[((k + 1) * known) - 1];
        }
    }

    private void Reserve(int width, int classes)
    {
        _width = width;
        _classes = classes;
        _columns = PaddedDesign.Pad(classes);
        _size = PaddedDesign.Pad(width) * _columns;
        if (_parameters.Length < _size)
        {
            int capacity = 2 * _size;
            _parameters = new double[capacity];
            _trial = new double[capacity];
            _gradient = new double[capacity];
            _step = new double[capacity];
            _residual = new double[capacity];
            _direction = new double[capacity];
            _product = new double[capacity];
        }
        if (_result.Length < classes * width)
        {
            _result = new double[2 * classes * width];
        }
    }

    /// <summary>Solves for the rows of a design.</summary>
    /// <param name="design">The labelled rows.</param>
    /// <param name="labels">Class of each row.</param>
    /// <param name="weights">C times the weight of each row.</param>
    public void Solve(PaddedDesign design, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights)
    {
        if (_probabilities.Length < design.PaddedRows * _columns)
        {
            _probabilities = new double[design.PaddedRows * _columns * 2];
            _moves = new double[design.PaddedRows * _columns * 2];
        }
        Span<double> parameters = _parameters.AsSpan(0, _size);
        Span<double> gradient = _gradient.AsSpan(0, _size);
        Span<double> step = _step.AsSpan(0, _size);
        Span<double> trial = _trial.AsSpan(0, _size);
        double value = Objective(design, labels, weights, parameters);
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            Gradient(design, labels, weights, parameters, gradient);
            double norm = Math.Sqrt(VectorMath.Dot(gradient, gradient));
            if (norm <= Tolerance)
            {
                break;
            }
            ConjugateGradients(design, weights, gradient, step, Math.Min(0.25, Math.Sqrt(norm)) * norm);
            double slope = VectorMath.Dot(gradient, step);
            double length = 1;
            while (true)
            {
                parameters.CopyTo(trial);
                VectorMath.AddScaled(-length, step, trial);
                double next = Objective(design, labels, weights, trial);
                // Near the solution the descent is below rounding error; the full step is right there.
                if (next <= value - (1e-4 * length * slope) + (Rounding * Math.Abs(value)))
                {
                    value = next;
                    break;
                }
                length *= 0.5;
                if (length < 1e-8)
                {
                    break;
                }
            }
            if (length < 1e-8)
            {
                // There is no descent left in double precision: this is the solution.
                Objective(design, labels, weights, parameters);
                break;
            }
            trial.CopyTo(parameters);
        }
        for (int i = 0; i < _classes * _width; i++)
        {
            _result[i] = parameters[(i % _width * _columns) + (i / _width)];
        }
    }

    private void ConjugateGradients(
        PaddedDesign design, ReadOnlySpan<double> weights, ReadOnlySpan<double> gradient, Span<double> step, double tolerance)
    {
        Span<double> residual = _residual.AsSpan(0, _size);
        Span<double> direction = _direction.AsSpan(0, _size);
        Span<double> product = _product.AsSpan(0, _size);
        step.Clear();
        gradient.CopyTo(residual);
        gradient.CopyTo(direction);
        double squared = VectorMath.Dot(residual, residual);
        for (int iteration = 0; iteration < 2 * _classes * _width && Math.Sqrt(squared) > tolerance; iteration++)
        {
            Multiply(design, weights, direction, product);
            double curvature = VectorMath.Dot(direction, product);
            if (!(curvature > 0))
            {
                break;
            }
            double length = squared / curvature;
            VectorMath.AddScaled(length, direction, step);
            VectorMath.AddScaled(-length, product, residual);
            double next = VectorMath.Dot(residual, residual);
            VectorMath.ScaleAndAdd(next / squared, direction, residual);
            squared = next;
        }
    }

    // The Hessian at the last objective's parameters times a direction.
    private void Multiply(PaddedDesign design, ReadOnlySpan<double> weights, ReadOnlySpan<double> direction, Span<double> product)
    {
        DesignProducts.MultiplyAll(design, direction, _columns, _moves);
        for (int i = 0; i < design.Rows; i++)
        {
            Span<double> moves = _moves.AsSpan(i * _columns, _columns);
            ReadOnlySpan<double> p = _probabilities.AsSpan(i * _columns, _columns);
            Vector256<double> mean = Vector256.Create(VectorMath.Dot(p, moves));
            Vector256<double> weight = Vector256.Create(weights[i]);
            ref double move = ref MemoryMarshal.GetReference(moves);
            ref double share = ref MemoryMarshal.GetReference(p);
            for (nuint k = 0; k < (nuint)_columns; k += 4)
            {
                (weight * Vector256.LoadUnsafe(ref share, k) * (Vector256.LoadUnsafe(ref move, k) - mean)).StoreUnsafe(ref move, k);
            }
        }
        Penalty(direction, product);
        DesignProducts.AddTransposedAll(design, _moves, _columns, product);
    }

    private void Gradient(
        PaddedDesign design, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights, ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        Span<double> errors = _moves.AsSpan(0, design.PaddedRows * _columns);
        errors.Clear();
        for (int i = 0; i < design.Rows; i++)
        {
            Span<double> row = errors.Slice(i * _columns, _columns);
            VectorMath.AddScaled(weights[i], _probabilities.AsSpan(i * _columns, _columns), row);
            row[labels[i]] -= weights[i];
        }
        Penalty(parameters, gradient);
        DesignProducts.AddTransposedAll(design, errors, _columns, gradient);
    }

    // The penalty's gradient: the parameters themselves, except for the biases.
    private void Penalty(ReadOnlySpan<double> parameters, Span<double> target)
    {
        parameters.CopyTo(target);
        target.Slice((_width - 1) * _columns, _columns).Clear();
    }

    // Also stores the probabilities of the rows, which gradient and products use.
    private double Objective(PaddedDesign design, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights, ReadOnlySpan<double> parameters)
    {
        ReadOnlySpan<double> coefficients = parameters[..((_width - 1) * _columns)];
        double value = 0.5 * VectorMath.Dot(coefficients, coefficients);
        DesignProducts.MultiplyAll(design, parameters, _columns, _probabilities);
        for (int i = 0; i < design.Rows; i++)
        {
            Span<double> p = _probabilities.AsSpan(i * _columns, _columns);
            double largest = p[0];
            for (int k = 1; k < _classes; k++)
            {
                largest = Math.Max(largest, p[k]);
            }
            double own = p[labels[i]] - largest;
            double total = Exponentials(p, largest);
            Vector256<double> scale = Vector256.Create(1 / total);
            ref double first = ref MemoryMarshal.GetReference(p);
            for (nuint k = 0; k < (nuint)_columns; k += 4)
            {
                (scale * Vector256.LoadUnsafe(ref first, k)).StoreUnsafe(ref first, k);
            }
            value += weights[i] * (Math.Log(total) - own);
        }
        return value;
    }

    // Replaces scores by their exponentials, 0 in the padding, and sums these.
    private double Exponentials(Span<double> scores, double largest)
    {
        ref double first = ref MemoryMarshal.GetReference(scores);
        Vector256<double> shift = Vector256.Create(largest);
        Vector256<double> least = Vector256.Create(-700.0);
        for (nuint k = 0; k < (nuint)_columns; k += 4)
        {
            Vector256.Exp(Vector256.Max(Vector256.LoadUnsafe(ref first, k) - shift, least)).StoreUnsafe(ref first, k);
        }
        scores[_classes..].Clear();
        double total = 0;
        for (int k = 0; k < _classes; k++)
        {
            total += scores[k];
        }
        return total;
    }
}
