using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Learners;

/// <summary>
/// Minimises ½|w|² + C Σ sᵢ log(1 + exp(-yᵢ(w·xᵢ + b))) by Newton's method with a Cholesky factorisation and step halving, from the last solution.
/// </summary>
/// <remarks>
/// Objective as in scikit-learn's LogisticRegression: the bias, the last parameter, is not penalised. While steps shrink the gradient well, the factor of an
/// earlier Hessian is reused for the next step (Shamanskii, "A modification of Newton's method", 1967): a step then costs two passes over the rows.
/// </remarks>
internal sealed class BinaryLogisticSolver
{
    private const double Tolerance = 1e-8;
    private const double Rounding = 1e-14;
    private const int MaxIterations = 200;

    // A gradient that shrank by this much in one step needs no new Hessian for the next.
    private const double GoodShrinkage = 0.1;

    private double[] _parameters = [];
    private double[] _trial = [];
    private double[] _gradient = [];
    private double[] _step = [];
    private double[] _hessian = [];
    private double[] _scores = [];
    private double[] _residuals = [];
    private double[] _curvatures = [];
    private int _width;
    private int _stride;

    /// <summary>Weights, then the bias.</summary>
    public ReadOnlySpan<double> Parameters => _parameters.AsSpan(0, _width);

    /// <summary>Forgets the last solution.</summary>
    /// <param name="width">Features and bias.</param>
    public void Reset(int width)
    {
        Reserve(width);
        Array.Clear(_parameters);
    }

    /// <summary>Continues from given parameters, with weights of 0 for features that they do not have.</summary>
    /// <param name="parameters">Weights, then the bias; may be <see cref="Parameters"/>.</param>
    /// <param name="width">Features and bias, at least as many as there are parameters.</param>
    public void Resume(ReadOnlySpan<double> parameters, int width)
    {
        double bias = parameters[^1];
        Reserve(width);
        parameters[..^1].CopyTo(_parameters);
        _parameters.AsSpan(parameters.Length - 1).Clear();
        _parameters[width - 1] = bias;
    }

    private void Reserve(int width)
    {
        _width = width;
        _stride = PaddedDesign.Pad(width);
        if (_parameters.Length < _stride)
        {
            int capacity = 2 * _stride;
            _parameters = new double[capacity];
            _trial = new double[capacity];
            _gradient = new double[capacity];
            _step = new double[capacity];
        }
        if (_hessian.Length < _stride * _stride)
        {
            _hessian = new double[2 * _stride * _stride];
        }
    }

    /// <summary>Solves for the rows of a design.</summary>
    /// <param name="design">The labelled rows.</param>
    /// <param name="signs">1 for rows of the first class, -1 for the second [padded rows].</param>
    /// <param name="weights">C times the weight of each row; 0 for padding [padded rows].</param>
    public void Solve(PaddedDesign design, ReadOnlySpan<double> signs, ReadOnlySpan<double> weights)
    {
        if (_scores.Length < design.PaddedRows)
        {
            _scores = new double[design.PaddedRows * 2];
            _residuals = new double[design.PaddedRows * 2];
            _curvatures = new double[design.PaddedRows * 2];
        }
        Span<double> parameters = _parameters.AsSpan(0, _stride);
        Span<double> gradient = _gradient.AsSpan(0, _stride);
        Span<double> step = _step.AsSpan(0, _stride);
        Span<double> trial = _trial.AsSpan(0, _stride);
        double value = Objective(design, signs, weights, parameters);
        double before = 0;
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            parameters.CopyTo(gradient);
            gradient[_width - 1] = 0;
            DesignProducts.AddTransposed(design, _residuals, gradient);
            double largest = LargestMagnitude(gradient);
            if (largest <= Tolerance)
            {
                return;
            }
            if (iteration == 0 || largest > GoodShrinkage * before)
            {
                FillHessian(design, _hessian);
                if (!Cholesky.Factor(_hessian, _stride))
                {
                    throw new InvalidOperationException("logistic regression: the Hessian is not positive definite");
                }
            }
            before = largest;
            gradient.CopyTo(step);
            Cholesky.Solve(_hessian, _stride, step);
            double slope = VectorMath.Dot(gradient, step);
            double length = 1;
            while (true)
            {
                parameters.CopyTo(trial);
                VectorMath.AddScaled(-length, step, trial);
                double next = Objective(design, signs, weights, trial);
                // Near the solution the descent is below rounding error; the full step is right there.
                if (next <= value - (1e-4 * length * slope) + (Rounding * Math.Abs(value)))
                {
                    value = next;
                    break;
                }
                length *= 0.5;
                if (length < 1e-10)
                {
                    // There is no descent left in double precision: this is the solution.
                    Objective(design, signs, weights, parameters);
                    return;
                }
            }
            trial.CopyTo(parameters);
        }
    }

    /// <summary>The Hessian at the last objective's parameters: the solution, after <see cref="Solve"/>. Only the lower triangle counts.</summary>
    /// <param name="design">The rows that were solved for.</param>
    /// <param name="hessian">Receives [stride x stride]; the identity in the padding.</param>
    public void FillHessian(PaddedDesign design, Span<double> hessian)
    {
        DesignProducts.Gram(design, _curvatures, hessian);
        for (int j = 0; j < _stride; j++)
        {
            hessian[(j * _stride) + j] += j == _width - 1 ? 0 : 1;
        }
    }

    // Also stores the residuals and curvatures of the rows, which gradient and Hessian use.
    private double Objective(PaddedDesign design, ReadOnlySpan<double> signs, ReadOnlySpan<double> weights, ReadOnlySpan<double> parameters)
    {
        DesignProducts.Multiply(design, parameters, _scores);
        ref double score = ref MemoryMarshal.GetArrayDataReference(_scores);
        ref double sign = ref MemoryMarshal.GetReference(signs);
        ref double weight = ref MemoryMarshal.GetReference(weights);
        ref double residual = ref MemoryMarshal.GetArrayDataReference(_residuals);
        ref double curvature = ref MemoryMarshal.GetArrayDataReference(_curvatures);
        // A floor keeps the unpenalised bias determined when every row is fitted perfectly.
        Vector256<double> floor = Vector256.Create(1e-14);
        Vector256<double> one = Vector256<double>.One;
        Vector256<double> loss = Vector256<double>.Zero;
        for (nuint i = 0; i < (nuint)design.PaddedRows; i += 4)
        {
            Vector256<double> side = Vector256.LoadUnsafe(ref sign, i);
            Vector256<double> against = side * Vector256.LoadUnsafe(ref score, i);
            Vector256<double> scale = Vector256.LoadUnsafe(ref weight, i);
            Vector256<double> small = Vector256.Exp(Vector256.Max(-Vector256.Abs(against), Vector256.Create(-700.0)));
            Vector256<double> likely = one / (one + small);
            Vector256<double> unlikely = small * likely;
            Vector256<double> wrong = Vector256.ConditionalSelect(Vector256.GreaterThan(against, Vector256<double>.Zero), likely, unlikely);
            (side * scale * wrong).StoreUnsafe(ref residual, i);
            Vector256.Max(scale * likely * unlikely, floor).StoreUnsafe(ref curvature, i);
            loss += scale * (Vector256.Max(against, Vector256<double>.Zero) + Vector256.Log(one + small));
        }
        ReadOnlySpan<double> coefficients = parameters[..(_width - 1)];
        return (0.5 * VectorMath.Dot(coefficients, coefficients)) + (loss[0] + loss[2] + (loss[1] + loss[3]));
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
