using RlQuery.Core.Numerics;

namespace RlQuery.Core.Learners;

/// <summary>
/// Minimises ½|W|² + C Σ sᵢ (-log softmax(W xᵢ + b)[yᵢ]) by a truncated Newton method: conjugate gradients on Hessian-vector products, from the last solution.
/// </summary>
/// <remarks>
/// Source: Nocedal and Wright, "Numerical Optimization", 2nd ed., algorithm 7.1 (line-search Newton-CG). A product costs two passes over
/// the labelled rows, so the Hessian of (classes x width)² entries is never formed. Biases are not penalised; a shift of all of them changes
/// nothing, and the gradient has no part along it, so conjugate gradients never move there.
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
    private double[] _probabilities = [];
    private double[] _rowScratch = [];
    private int _width;
    private int _classes;
    private int _size;

    /// <summary>Weights, then the bias, of one class after the other [classes x width].</summary>
    public ReadOnlySpan<double> Parameters => _parameters.AsSpan(0, _size);

    /// <summary>Probabilities of the labelled rows at the solution [rows x classes].</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    public void Reset(int width, int classes)
    {
        _width = width;
        _classes = classes;
        _size = width * classes;
        if (_parameters.Length < _size)
        {
            _parameters = new double[_size];
            _trial = new double[_size];
            _gradient = new double[_size];
            _step = new double[_size];
            _residual = new double[_size];
            _direction = new double[_size];
            _product = new double[_size];
        }
        if (_rowScratch.Length < classes)
        {
            _rowScratch = new double[classes];
        }
        Array.Clear(_parameters);
    }

    /// <param name="design">Rows with a trailing 1 [rows x width].</param>
    /// <param name="labels">Class of each row.</param>
    /// <param name="weights">C times the weight of each row.</param>
    public void Solve(ReadOnlySpan<double> design, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights)
    {
        if (_probabilities.Length < weights.Length * _classes)
        {
            _probabilities = new double[weights.Length * _classes * 2];
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
                return;
            }
            ConjugateGradients(design, weights, gradient, step, Math.Min(0.25, Math.Sqrt(norm)) * norm);
            double slope = VectorMath.Dot(gradient, step);
            double length = 1;
            while (true)
            {
                parameters.CopyTo(trial);
                VectorMath.AddScaled(-length, step, trial);
                double next = Objective(design, labels, weights, trial);
                // Near the solution the descent drowns in rounding; the full step is right there.
                if (next <= value - (1e-4 * length * slope) + (Rounding * Math.Abs(value)))
                {
                    value = next;
                    break;
                }
                length *= 0.5;
                if (length < 1e-8)
                {
                    // No descent left in double precision: this is the solution.
                    Objective(design, labels, weights, parameters);
                    return;
                }
            }
            trial.CopyTo(parameters);
        }
    }

    private void ConjugateGradients(
        ReadOnlySpan<double> design, ReadOnlySpan<double> weights, ReadOnlySpan<double> gradient, Span<double> step, double tolerance)
    {
        Span<double> residual = _residual.AsSpan(0, _size);
        Span<double> direction = _direction.AsSpan(0, _size);
        Span<double> product = _product.AsSpan(0, _size);
        step.Clear();
        gradient.CopyTo(residual);
        gradient.CopyTo(direction);
        double squared = VectorMath.Dot(residual, residual);
        for (int iteration = 0; iteration < 2 * _size && Math.Sqrt(squared) > tolerance; iteration++)
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
            double ratio = next / squared;
            squared = next;
            for (int i = 0; i < direction.Length; i++)
            {
                direction[i] = residual[i] + (ratio * direction[i]);
            }
        }
    }

    // The Hessian at the last objective's parameters times a direction.
    private void Multiply(ReadOnlySpan<double> design, ReadOnlySpan<double> weights, ReadOnlySpan<double> direction, Span<double> product)
    {
        Penalty(direction, product);
        Span<double> moves = _rowScratch.AsSpan(0, _classes);
        for (int i = 0; i < weights.Length; i++)
        {
            ReadOnlySpan<double> row = design.Slice(i * _width, _width);
            ReadOnlySpan<double> p = _probabilities.AsSpan(i * _classes, _classes);
            double mean = 0;
            for (int k = 0; k < _classes; k++)
            {
                moves[k] = VectorMath.Dot(row, direction.Slice(k * _width, _width));
                mean += p[k] * moves[k];
            }
            for (int k = 0; k < _classes; k++)
            {
                VectorMath.AddScaled(weights[i] * p[k] * (moves[k] - mean), row, product.Slice(k * _width, _width));
            }
        }
    }

    private void Gradient(
        ReadOnlySpan<double> design, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights, ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        Penalty(parameters, gradient);
        for (int i = 0; i < weights.Length; i++)
        {
            ReadOnlySpan<double> row = design.Slice(i * _width, _width);
            for (int k = 0; k < _classes; k++)
            {
                double error = _probabilities[(i * _classes) + k] - (labels[i] == k ? 1 : 0);
                VectorMath.AddScaled(weights[i] * error, row, gradient.Slice(k * _width, _width));
            }
        }
    }

    // The penalty's gradient: the parameters themselves, but for the biases.
    private void Penalty(ReadOnlySpan<double> parameters, Span<double> target)
    {
        parameters.CopyTo(target);
        for (int k = 0; k < _classes; k++)
        {
            target[(k * _width) + _width - 1] = 0;
        }
    }

    // Also leaves the probabilities of the rows behind, which gradient and products use.
    private double Objective(ReadOnlySpan<double> design, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights, ReadOnlySpan<double> parameters)
    {
        double value = 0;
        for (int k = 0; k < _classes; k++)
        {
            ReadOnlySpan<double> coefficients = parameters.Slice(k * _width, _width - 1);
            value += 0.5 * VectorMath.Dot(coefficients, coefficients);
        }
        for (int i = 0; i < weights.Length; i++)
        {
            ReadOnlySpan<double> row = design.Slice(i * _width, _width);
            Span<double> p = _probabilities.AsSpan(i * _classes, _classes);
            double largest = double.NegativeInfinity;
            for (int k = 0; k < _classes; k++)
            {
                p[k] = VectorMath.Dot(row, parameters.Slice(k * _width, _width));
                largest = Math.Max(largest, p[k]);
            }
            double own = p[labels[i]] - largest;
            double total = 0;
            for (int k = 0; k < _classes; k++)
            {
                p[k] = Math.Exp(p[k] - largest);
                total += p[k];
            }
            for (int k = 0; k < _classes; k++)
            {
                p[k] /= total;
            }
            value += weights[i] * (Math.Log(total) - own);
        }
        return value;
    }
}
