using RlQuery.Core.Numerics;

namespace RlQuery.Core.Learners.GaussianProcesses;

/// <summary>Laplace's approximation of a Gaussian process for two classes with the logistic likelihood.</summary>
/// <remarks>
/// Source: C. Rasmussen and C. Williams, "Gaussian Processes for Machine Learning" (2006), algorithms 3.1 and 3.2; a row of weight w has its likelihood to
/// the power w. Each fit begins at zero, so that it does not depend on what was fitted before.
/// </remarks>
internal sealed class LaplaceClassifier
{
    /// <summary>Number of targets that are predicted at a time.</summary>
    public const int Lanes = 64;

    private const int MostSteps = 100;

    // scikit-learn's tolerance for the gain in log-likelihood.
    private const double LeastGain = 1e-10;

    private double[] _latent = [];
    private double[] _slopes = [];
    private double[] _roots = [];
    private double[] _factor = [];
    private double[] _vector = [];
    private double[] _step = [];
    private double[] _solved = [];
    private int _count;

    /// <summary>Finds the mode of the latent function.</summary>
    /// <param name="kernel">Row-major kernel among the labelled rows [n x n].</param>
    /// <param name="labels">Classes.</param>
    /// <param name="positive">The class whose probability is sought; all others are the second class.</param>
    /// <param name="weights">Positive weights.</param>
    public void Fit(ReadOnlySpan<double> kernel, ReadOnlySpan<int> labels, int positive, ReadOnlySpan<double> weights)
    {
        int n = _count = labels.Length;
        Reserve(n);
        Span<double> latent = _latent.AsSpan(0, n);
        latent.Clear();
        double likelihood = double.NegativeInfinity;
        for (int step = 0; step < MostSteps; step++)
        {
            Linearise(labels, positive, weights);
            FactorSystem(kernel);
            double next = Step(kernel, labels, positive, weights);
            bool settled = next - likelihood < LeastGain;
            likelihood = next;
            if (settled)
            {
                break;
            }
        }
        Linearise(labels, positive, weights);
        FactorSystem(kernel);
    }

    /// <summary>Mean and variance of the latent function at some rows.</summary>
    /// <param name="kernel">Kernel between labelled rows and these [n x <see cref="Lanes"/>].</param>
    /// <param name="own">Kernel of a row with itself.</param>
    /// <param name="means">Receives <see cref="Lanes"/> means.</param>
    /// <param name="variances">Receives as many variances, not negative.</param>
    public void Predict(ReadOnlySpan<double> kernel, double own, Span<double> means, Span<double> variances)
    {
        means.Clear();
        variances.Fill(own);
        for (int i = 0; i < _count; i++)
        {
            ReadOnlySpan<double> row = kernel.Slice(i * Lanes, Lanes);
            VectorMath.AddScaled(_slopes[i], row, means);
            // Row i of L⁻¹ W^½ k, for all rows at once.
            Span<double> solved = _solved.AsSpan(i * Lanes, Lanes);
            solved.Clear();
            VectorMath.AddScaled(_roots[i], row, solved);
            for (int j = 0; j < i; j++)
            {
                VectorMath.AddScaled(-_factor[(i * _count) + j], _solved.AsSpan(j * Lanes, Lanes), solved);
            }
            double pivot = 1 / _factor[(i * _count) + i];
            for (int lane = 0; lane < Lanes; lane++)
            {
                solved[lane] *= pivot;
                variances[lane] -= solved[lane] * solved[lane];
            }
        }
        for (int lane = 0; lane < Lanes; lane++)
        {
            variances[lane] = Math.Max(0, variances[lane]);
        }
    }

    // The likelihood's slope and the root of its curvature at the latent values.
    private void Linearise(ReadOnlySpan<int> labels, int positive, ReadOnlySpan<double> weights)
    {
        for (int i = 0; i < _count; i++)
        {
            double p = 1 / (1 + Math.Exp(-_latent[i]));
            _slopes[i] = weights[i] * ((labels[i] == positive ? 1 : 0) - p);
            _roots[i] = Math.Sqrt(weights[i] * p * (1 - p));
        }
    }

    // L Lᵀ = I + W^½ K W^½.
    private void FactorSystem(ReadOnlySpan<double> kernel)
    {
        for (int i = 0; i < _count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                _factor[(i * _count) + j] = (_roots[i] * kernel[(i * _count) + j] * _roots[j]) + (i == j ? 1 : 0);
            }
        }
        Cholesky.Factor(_factor.AsSpan(0, _count * _count), _count);
    }

    // One Newton step. Returns the log-likelihood after it, but with the determinant term of the point before it.
    private double Step(ReadOnlySpan<double> kernel, ReadOnlySpan<int> labels, int positive, ReadOnlySpan<double> weights)
    {
        Span<double> b = _vector.AsSpan(0, _count);
        Span<double> a = _step.AsSpan(0, _count);
        for (int i = 0; i < _count; i++)
        {
            b[i] = (_roots[i] * _roots[i] * _latent[i]) + _slopes[i];
        }
        for (int i = 0; i < _count; i++)
        {
            a[i] = _roots[i] * VectorMath.Dot(kernel.Slice(i * _count, _count), b);
        }
        Cholesky.Solve(_factor, _count, a);
        double likelihood = 0;
        for (int i = 0; i < _count; i++)
        {
            a[i] = b[i] - (_roots[i] * a[i]);
            likelihood -= Math.Log(_factor[(i * _count) + i]);
        }
        for (int i = 0; i < _count; i++)
        {
            double f = VectorMath.Dot(kernel.Slice(i * _count, _count), a);
            _latent[i] = f;
            double margin = labels[i] == positive ? f : -f;
            likelihood -= (a[i] * f / 2) + (weights[i] * (Math.Max(0, -margin) + Math.Log(1 + Math.Exp(-Math.Abs(margin)))));
        }
        return likelihood;
    }

    private void Reserve(int n)
    {
        if (_latent.Length < n)
        {
            int capacity = Math.Max(64, n * 3 / 2);
            _latent = new double[capacity];
            _slopes = new double[capacity];
            _roots = new double[capacity];
            _vector = new double[capacity];
            _step = new double[capacity];
            _factor = new double[capacity * capacity];
            _solved = new double[capacity * Lanes];
        }
    }
}
