using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Learners.Regression;

/// <summary>
/// Linear least squares with a penalty on the squared coefficients and none on the intercept: scikit-learn's <c>Ridge</c> at its default, alpha = 1.
/// </summary>
/// <remarks>
/// <para>Minimises the weighted squared errors plus <see cref="Penalty"/> times the squared length of the coefficients (A.E. Hoerl and R.W. Kennard, "Ridge
/// Regression", 1970). Features are standardised on the pool, so that one penalty suits all of them; the penalty is fixed, because a few labels cannot tell a
/// better one.</para>
/// <para>Its variance is that of the Bayesian linear model of which it is the posterior mean: coefficients of prior variance σ²/<see cref="Penalty"/>, a flat
/// intercept, and σ² such that it makes the labels most likely given the coefficients.</para>
/// </remarks>
public sealed class RidgeRegression : ILearner, IPredictiveVariance, ICurvature
{
    /// <summary>Weight of the squared coefficients.</summary>
    public const double Penalty = 1;

    private FeatureMatrix? _pool;
    private double[] _gram = [];
    private double[] _coefficients = [];
    private double[] _means = [];
    private double[] _row = [];
    private double _intercept;
    private double _noise;
    private double _total;

    /// <inheritdoc/>
    public string Name => RidgeRegressionFactory.LearnerName;

    /// <summary>Coefficient of each feature after the last fit.</summary>
    public ReadOnlySpan<double> Coefficients => _coefficients;

    /// <inheritdoc/>
    public void Start(Items items, AnswerSpace space)
    {
        _pool = items.Features;
        int columns = items.Features.Columns;
        _gram = new double[columns * columns];
        _coefficients = new double[columns];
        _means = new double[columns];
        _row = new double[columns];
        (_intercept, _noise, _total) = (0, 0, 0);
    }

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        ReadOnlySpan<double> targets = answers.Numbers;
        double mean = Centre(rows, targets, weights);
        int columns = _means.Length;
        Array.Clear(_gram);
        Array.Clear(_coefficients);
        double squares = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            double target = targets[i] - mean;
            squares += weight * target * target;
            Deviations(_pool!, rows[i]);
            VectorMath.AddScaled(weight * target, _row, _coefficients);
            for (int j = 0; j < columns; j++)
            {
                VectorMath.AddScaled(weight * _row[j], _row.AsSpan(0, j + 1), _gram.AsSpan(j * columns, j + 1));
            }
        }
        for (int j = 0; j < columns; j++)
        {
            _gram[(j * columns) + j] += Penalty;
            // The moments are needed once more, for the noise.
            _row[j] = _coefficients[j];
        }
        Cholesky.Factor(_gram, columns);
        Cholesky.Solve(_gram, columns, _coefficients);
        // At the minimum, errors plus penalty equal the variation of the labels minus what the coefficients explain.
        _noise = rows.IsEmpty ? 0 : Math.Max(0, squares - VectorMath.Dot(_row, _coefficients)) / rows.Length;
        _intercept = mean - VectorMath.Dot(_means, _coefficients);
    }

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Prediction prediction)
    {
        Span<double> values = prediction.Numbers;
        for (int i = 0; i < features.Rows; i++)
        {
            ReadOnlySpan<float> row = features.Row(i);
            double value = _intercept;
            for (int j = 0; j < row.Length; j++)
            {
                value += row[j] * _coefficients[j];
            }
            values[i] = value;
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// If the labels leave no error at all, relative variances still distinguish rows, and σ² is 1. Without a label every row has variance 1.
    /// </remarks>
    public void PredictVariances(FeatureMatrix features, Span<double> variances)
    {
        if (_total == 0)
        {
            variances.Fill(1);
            return;
        }
        double noise = _noise > 0 ? _noise : 1;
        for (int i = 0; i < features.Rows; i++)
        {
            Deviations(features, i);
            Cholesky.SolveLower(_gram, _row.Length, _row);
            variances[i] = noise * ((1 / _total) + VectorMath.Dot(_row, _row));
        }
    }

    /// <inheritdoc/>
    int ICurvature.Blocks => 1;

    /// <inheritdoc/>
    int ICurvature.WhitenedWidth => _means.Length + 1;

    /// <inheritdoc/>
    int ICurvature.BlockClass(int block) => -1;

    /// <inheritdoc/>
    /// <remarks>The fit has done it.</remarks>
    void ICurvature.FactorHessian()
    {
    }

    /// <inheritdoc/>
    /// <remarks>The deviations from the labelled rows' mean in the coordinates of the factor, and the intercept, which is apart from them.</remarks>
    void ICurvature.Whiten(int block, FeatureMatrix features, ReadOnlySpan<int> rows, Span<float> whitened)
    {
        int columns = _row.Length;
        for (int i = 0; i < rows.Length; i++)
        {
            Deviations(features, rows[i]);
            Cholesky.SolveLower(_gram, columns, _row);
            Span<float> own = whitened.Slice(i * (columns + 1), columns + 1);
            for (int j = 0; j < columns; j++)
            {
                own[j] = (float)_row[j];
            }
            own[columns] = _total > 0 ? (float)(1 / Math.Sqrt(_total)) : 1;
        }
    }

    private double Centre(ReadOnlySpan<int> rows, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights)
    {
        Array.Clear(_means);
        _total = 0;
        double mean = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            _total += weight;
            mean += weight * targets[i];
            ReadOnlySpan<float> row = _pool!.Row(rows[i]);
            for (int j = 0; j < row.Length; j++)
            {
                _means[j] += weight * row[j];
            }
        }
        if (_total == 0)
        {
            return 0;
        }
        for (int j = 0; j < _means.Length; j++)
        {
            _means[j] /= _total;
        }
        return mean / _total;
    }

    private void Deviations(FeatureMatrix features, int row)
    {
        ReadOnlySpan<float> values = features.Row(row);
        for (int j = 0; j < values.Length; j++)
        {
            _row[j] = values[j] - _means[j];
        }
    }
}
