using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Learners.Regression;

/// <summary>
/// A Gaussian process with kernel σ² exp(-|x - z|²/2ℓ²) and noise rσ² about the mean of the labels, as scikit-learn's <c>GaussianProcessRegressor</c> has it.
/// </summary>
/// <remarks>
/// <para>Source: C.E. Rasmussen and C.K.I. Williams, "Gaussian Processes for Machine Learning" (2006), algorithm 2.1. ℓ and r are those of a small grid with
/// the highest marginal likelihood (section 5.4): ℓ of <see cref="LengthScales"/> times the root of the sum of the pool's variances, which for standardised
/// features is the root of their number, and r of <see cref="NoiseRatios"/>. σ² is the one that makes the labels most likely given ℓ and r, in closed form.
/// Of equally likely ones the first in the grid is taken: the smoothest. It uses a grid and not a gradient search, since with few labels the likelihood has
/// several maxima, and so that the same labels always give the same model.</para>
/// <para>A weight divides its row's noise. A fit takes sixteen times O(n³) in the number n of labels.</para>
/// </remarks>
public sealed class GaussianProcessRegression : ILearner, IPredictiveVariance
{
    private Items? _items;
    private int[] _rows = [];
    private double[] _targets = [];
    private double[] _squared = [];
    private double[] _factor = [];
    private double[] _trial = [];
    private double[] _dual = [];
    private double[] _kernel = [];
    private double _unit;
    private double _mean;

    /// <summary>Length scales that are tried, in units of the root of the pool's summed variances.</summary>
    public static IReadOnlyList<double> LengthScales { get; } = [4, 2, 1, 0.5];

    /// <summary>Shares of noise that are tried: its variance over σ².</summary>
    public static IReadOnlyList<double> NoiseRatios { get; } = [1, 0.1, 0.01, 0.001];

    /// <inheritdoc/>
    public string Name => GaussianProcessRegressionFactory.LearnerName;

    /// <summary>ℓ of the last fit.</summary>
    public double LengthScale { get; private set; }

    /// <summary>r of the last fit.</summary>
    public double NoiseRatio { get; private set; }

    /// <summary>σ² of the last fit, in squared units of the target; 1 if all labels are equal, which say nothing about it.</summary>
    public double SignalVariance { get; private set; }

    /// <summary>Logarithm of the marginal likelihood of the last fit's labels, less their mean.</summary>
    public double LogLikelihood { get; private set; }

    /// <inheritdoc/>
    public void Start(Items items, AnswerSpace space)
    {
        _items = items;
        _rows = [];
        _mean = 0;
        double variance = TotalVariance(items.Features);
        _unit = variance > 0 ? Math.Sqrt(variance) : 1;
        (LengthScale, NoiseRatio, SignalVariance, LogLikelihood) = (_unit, NoiseRatios[^1], 1, double.NegativeInfinity);
    }

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        ReadOnlySpan<double> targets = answers.Numbers;
        int n = rows.Length;
        _rows = rows.ToArray();
        Centre(targets, weights);
        Reserve(n);
        Distances();
        LogLikelihood = double.NegativeInfinity;
        // One label, or equal labels, say nothing about the kernel; a smooth one with little noise is as good as any.
        bool told = _targets.Any(target => target != 0);
        foreach (double length in told ? LengthScales : [1])
        {
            foreach (double ratio in told ? NoiseRatios : [NoiseRatios[^1]])
            {
                Try(length * _unit, ratio, weights, told);
            }
        }
    }

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Prediction prediction)
    {
        Span<double> values = prediction.Numbers;
        for (int i = 0; i < features.Rows; i++)
        {
            Kernel(features.Row(i));
            values[i] = _mean + VectorMath.Dot(_kernel.AsSpan(0, _rows.Length), _dual.AsSpan(0, _rows.Length));
        }
    }

    /// <inheritdoc/>
    public void PredictVariances(FeatureMatrix features, Span<double> variances)
    {
        for (int i = 0; i < features.Rows; i++)
        {
            Kernel(features.Row(i));
            Span<double> kernel = _kernel.AsSpan(0, _rows.Length);
            Cholesky.SolveLower(_factor, _rows.Length, kernel);
            variances[i] = SignalVariance * Math.Max(0, 1 - VectorMath.Dot(kernel, kernel));
        }
    }

    private void Try(double length, double ratio, ReadOnlySpan<double> weights, bool told)
    {
        int n = _rows.Length;
        double scale = -0.5 / (length * length);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                _trial[(i * n) + j] = Math.Exp(scale * _squared[(i * n) + j]);
            }
            _trial[(i * n) + i] = 1 + (ratio / (weights.IsEmpty ? 1 : weights[i]));
        }
        if (!Cholesky.Factor(_trial, n))
        {
            return;
        }
        double[] dual = [.. _targets];
        Cholesky.Solve(_trial, n, dual);
        double variance = told ? VectorMath.Dot(dual, _targets) / n : 1;
        double determinant = 0;
        for (int i = 0; i < n; i++)
        {
            determinant += Math.Log(_trial[(i * n) + i]);
        }
        double likelihood = -(0.5 * n * (Math.Log(2 * Math.PI * variance) + (told ? 1 : 0))) - determinant;
        if (likelihood > LogLikelihood)
        {
            (LengthScale, NoiseRatio, SignalVariance, LogLikelihood, _dual) = (length, ratio, variance, likelihood, dual);
            (_factor, _trial) = (_trial, _factor);
        }
    }

    private void Centre(ReadOnlySpan<double> targets, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            total += weight;
            sum += weight * targets[i];
        }
        _mean = total > 0 ? sum / total : 0;
        _targets = targets.ToArray();
        for (int i = 0; i < _targets.Length; i++)
        {
            _targets[i] -= _mean;
        }
        // Rounding of the mean is no variation.
        if (targets.Length > 0 && !targets.ContainsAnyExcept(targets[0]))
        {
            _mean = targets[0];
            Array.Clear(_targets);
        }
    }

    private void Reserve(int n)
    {
        if (_squared.Length < n * n)
        {
            int room = Math.Max(32, 2 * n);
            _squared = new double[room * room];
            _factor = new double[room * room];
            _trial = new double[room * room];
            _kernel = new double[room];
        }
    }

    private void Distances()
    {
        int n = _rows.Length;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                _squared[(i * n) + j] = VectorMath.SquaredDistance(_items!.Features.Row(_rows[i]), _items.Features.Row(_rows[j]));
            }
        }
    }

    private void Kernel(ReadOnlySpan<float> row)
    {
        double scale = -0.5 / (LengthScale * LengthScale);
        for (int i = 0; i < _rows.Length; i++)
        {
            _kernel[i] = Math.Exp(scale * VectorMath.SquaredDistance(row, _items!.Features.Row(_rows[i])));
        }
    }

    private static double TotalVariance(FeatureMatrix pool)
    {
        double total = 0;
        for (int j = 0; j < pool.Columns; j++)
        {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < pool.Rows; i++)
            {
                double value = pool.Row(i)[j];
                sum += value;
                squares += value * value;
            }
            double mean = sum / pool.Rows;
            total += Math.Max(0, (squares / pool.Rows) - (mean * mean));
        }
        return total;
    }
}
