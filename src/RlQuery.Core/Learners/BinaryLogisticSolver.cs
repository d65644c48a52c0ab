using RlQuery.Core.Numerics;

namespace RlQuery.Core.Learners;

/// <summary>
/// Minimises ½|w|² + C Σ sᵢ log(1 + exp(-yᵢ(w·xᵢ + b))) by Newton's method with a Cholesky factorisation and step halving, from the last solution.
/// </summary>
/// <remarks>Objective as in scikit-learn's LogisticRegression: the bias, the last parameter, is not penalised.</remarks>
internal sealed class BinaryLogisticSolver
{
    private const double Tolerance = 1e-8;
    private const double Rounding = 1e-14;
    private const int MaxIterations = 100;

    private double[] _parameters = [];
    private double[] _trial = [];
    private double[] _gradient = [];
    private double[] _step = [];
    private double[] _hessian = [];
    private double[] _scores = [];
    private int _width;

    /// <summary>Weights, then the bias.</summary>
    public ReadOnlySpan<double> Parameters => _parameters.AsSpan(0, _width);

    public void Reset(int width)
    {
        _width = width;
        if (_parameters.Length < width)
        {
            _parameters = new double[width];
            _trial = new double[width];
            _gradient = new double[width];
            _step = new double[width];
            _hessian = new double[width * width];
        }
        Array.Clear(_parameters);
    }

    /// <param name="design">Rows with a trailing 1 [rows x width].</param>
    /// <param name="positive">1 for rows of the second class, 0 for the first.</param>
    /// <param name="weights">C times the weight of each row.</param>
    public void Solve(ReadOnlySpan<double> design, ReadOnlySpan<double> positive, ReadOnlySpan<double> weights)
    {
        if (_scores.Length < weights.Length)
        {
            _scores = new double[weights.Length * 2];
        }
        Span<double> parameters = _parameters.AsSpan(0, _width);
        Span<double> gradient = _gradient.AsSpan(0, _width);
        Span<double> step = _step.AsSpan(0, _width);
        Span<double> trial = _trial.AsSpan(0, _width);
        double value = Objective(design, positive, weights, parameters);
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            Gradient(design, positive, weights, gradient);
            if (LargestMagnitude(gradient) <= Tolerance)
            {
                return;
            }
            FillHessian(design, weights, _hessian);
            gradient.CopyTo(step);
            if (!Cholesky.Factor(_hessian, _width))
            {
                throw new InvalidOperationException("logistic regression: the Hessian is not positive definite");
            }
            Cholesky.Solve(_hessian, _width, step);
            double slope = VectorMath.Dot(gradient, step);
            double length = 1;
            while (true)
            {
                parameters.CopyTo(trial);
                VectorMath.AddScaled(-length, step, trial);
                double next = Objective(design, positive, weights, trial);
                // Near the solution the descent drowns in rounding; the full step is right there.
                if (next <= value - (1e-4 * length * slope) + (Rounding * Math.Abs(value)))
                {
                    value = next;
                    break;
                }
                length *= 0.5;
                if (length < 1e-10)
                {
                    // No descent left in double precision: this is the solution.
                    Objective(design, positive, weights, parameters);
                    return;
                }
            }
            trial.CopyTo(parameters);
        }
    }

    /// <summary>The Hessian at the solution of the last <see cref="Solve"/>; only the lower triangle is written.</summary>
    public void FillHessian(ReadOnlySpan<double> design, ReadOnlySpan<double> weights, Span<double> hessian)
    {
        hessian[..(_width * _width)].Clear();
        for (int j = 0; j < _width - 1; j++)
        {
            hessian[(j * _width) + j] = 1;
        }
        for (int i = 0; i < weights.Length; i++)
        {
            double p = 1 / (1 + Math.Exp(-_scores[i]));
            ReadOnlySpan<double> row = design.Slice(i * _width, _width);
            // A floor keeps the unpenalised bias determined when every row is fitted perfectly.
            double curvature = Math.Max(weights[i] * p * (1 - p), 1e-14);
            for (int j = 0; j < _width; j++)
            {
                VectorMath.AddScaled(curvature * row[j], row[..(j + 1)], hessian.Slice(j * _width, j + 1));
            }
        }
    }

    // Also leaves the scores of the rows behind, which gradient and Hessian use.
    private double Objective(
        ReadOnlySpan<double> design, ReadOnlySpan<double> positive, ReadOnlySpan<double> weights, ReadOnlySpan<double> parameters)
    {
        ReadOnlySpan<double> coefficients = parameters[..(_width - 1)];
        double value = 0.5 * VectorMath.Dot(coefficients, coefficients);
        for (int i = 0; i < weights.Length; i++)
        {
            double score = VectorMath.Dot(parameters, design.Slice(i * _width, _width));
            _scores[i] = score;
            double against = positive[i] != 0 ? -score : score;
            value += weights[i] * (Math.Max(against, 0) + Math.Log(1 + Math.Exp(-Math.Abs(against))));
        }
        return value;
    }

    private void Gradient(ReadOnlySpan<double> design, ReadOnlySpan<double> positive, ReadOnlySpan<double> weights, Span<double> gradient)
    {
        Parameters.CopyTo(gradient);
        gradient[_width - 1] = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            double p = 1 / (1 + Math.Exp(-_scores[i]));
            VectorMath.AddScaled(weights[i] * (p - positive[i]), design.Slice(i * _width, _width), gradient);
        }
    }

    private static double LargestMagnitude(ReadOnlySpan<double> vector)
    {
        double largest = 0;
        foreach (double value in vector)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }
        return largest;
    }
}
