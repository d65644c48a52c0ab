using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>A stand-in for the curvature of a learner that has none: the ridge Gram matrix of the labelled rows, I + Σ [x; 1][x; 1]ᵀ / 4.</summary>
/// <remarks>The quarter is the largest curvature of the logistic loss (Böhning 1992), so that values compare with those of logistic regression.</remarks>
internal sealed class RidgeCurvature : ICurvature
{
    private readonly Pool _pool;
    private readonly Whitening _whitening = new();
    private double[] _factor = [];
    private double[] _row = [];

    /// <summary>Follows a pool.</summary>
    /// <param name="pool">The pool of the episode.</param>
    public RidgeCurvature(Pool pool)
    {
        _pool = pool;
    }

    /// <inheritdoc/>
    public int Blocks => 1;

    /// <inheritdoc/>
    public int WhitenedWidth => _pool.Items.Features.Columns + 1;

    /// <inheritdoc/>
    public int BlockClass(int block) => -1;

    /// <inheritdoc/>
    public void FactorHessian()
    {
        int width = WhitenedWidth;
        if (_factor.Length < width * width)
        {
            _factor = new double[width * width];
            _row = new double[width];
        }
        Span<double> gram = _factor.AsSpan(0, width * width);
        Span<double> row = _row.AsSpan(0, width);
        gram.Clear();
        for (int j = 0; j < width; j++)
        {
            gram[(j * width) + j] = 1;
        }
        foreach (int labelled in _pool.Labelled)
        {
            ReadOnlySpan<float> source = _pool.Items.Features.Row(labelled);
            for (int j = 0; j < source.Length; j++)
            {
                row[j] = source[j];
            }
            row[^1] = 1;
            for (int j = 0; j < width; j++)
            {
                VectorMath.AddScaled(0.25 * row[j], row[..(j + 1)], gram.Slice(j * width, j + 1));
            }
        }
        Cholesky.Factor(gram, width);
        _whitening.Invert(gram, width, width);
    }

    /// <inheritdoc/>
    public void Whiten(int block, FeatureMatrix features, ReadOnlySpan<int> rows, Span<float> whitened) =>
        _whitening.Apply(features, rows, whitened);
}
