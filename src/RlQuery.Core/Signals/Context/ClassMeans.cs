using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>The means of the labelled rows of each class, and the covariance of rows around them: how far rows are from all classes.</summary>
/// <remarks>
/// The covariance is that of all classes together, shrunk by half towards its mean variance times the identity, the target of O. Ledoit and M. Wolf, "A
/// Well-conditioned Estimator for Large-dimensional Covariance Matrices" (2004). It is inverted by Woodbury's formula, among the labelled rows. Keeps its
/// buffers from query to query.
/// </remarks>
internal sealed class ClassMeans
{
    private const double Shrinkage = 0.5;

    private FeatureMatrix _features = new([], 0, 0);
    private double[] _centres = [];
    private double[] _deviations = [];
    private double[] _factor = [];
    private double[] _whitened = [];
    private double[] _row = [];
    private double[] _products = [];
    private int _centreCount;
    private int _deviationCount;

    private int Columns => _features.Columns;

    /// <summary>Looks at the labels so far. A row that was taken for the batch is a class of its own.</summary>
    /// <param name="pool">Labelled and taken rows.</param>
    public void Update(Pool pool)
    {
        _features = pool.Items.Features;
        int labels = pool.Labelled.Length;
        Buffers.Reserve(ref _row, Columns);
        Buffers.Reserve(ref _products, labels);
        Buffers.Reserve(ref _deviations, labels * Columns);
        Buffers.Reserve(ref _centres, (labels + pool.Pending.Length) * Columns);
        (_centreCount, _deviationCount) = (0, 0);
        for (int label = 0; label < pool.Space.Classes; label++)
        {
            if (pool.ClassCounts[label] > 0)
            {
                Add(pool, label);
            }
        }
        foreach (int row in pool.Pending)
        {
            Copy(row, Centre(_centreCount++));
        }
        Factor();
        Buffers.Reserve(ref _whitened, _centreCount * _deviationCount);
        for (int i = 0; i < _centreCount; i++)
        {
            Whiten(Centre(i), Whitened(i));
        }
    }

    /// <summary>Mahalanobis distance of a row to the nearest mean, up to a factor that all rows share; 0 where no class has a label.</summary>
    /// <param name="row">The row.</param>
    public double Distance(int row)
    {
        Span<double> own = _row.AsSpan(0, Columns);
        Span<double> whitened = _products.AsSpan(0, _deviationCount);
        Copy(row, own);
        Whiten(own, whitened);
        double least = double.PositiveInfinity;
        for (int i = 0; i < _centreCount; i++)
        {
            least = Math.Min(least, VectorMath.SquaredDistance(own, Centre(i)) - VectorMath.SquaredDistance(whitened, Whitened(i)));
        }
        return _centreCount == 0 ? 0 : Math.Sqrt(Math.Max(0, least));
    }

    private Span<double> Centre(int place) => _centres.AsSpan(place * Columns, Columns);

    private Span<double> Deviation(int place) => _deviations.AsSpan(place * Columns, Columns);

    private Span<double> Whitened(int place) => _whitened.AsSpan(place * _deviationCount, _deviationCount);

    private void Add(Pool pool, int label)
    {
        Span<double> mean = Centre(_centreCount++);
        mean.Clear();
        int count = pool.ClassCounts[label];
        int first = _deviationCount;
        for (int i = 0; i < pool.Labelled.Length; i++)
        {
            if (pool.Labels[i] == label)
            {
                Copy(pool.Labelled[i], Deviation(_deviationCount));
                VectorMath.AddScaled(1.0 / count, Deviation(_deviationCount++), mean);
            }
        }
        for (int i = first; i < _deviationCount; i++)
        {
            VectorMath.AddScaled(-1, mean, Deviation(i));
        }
        // A row alone does not deviate.
        _deviationCount = count == 1 ? first : _deviationCount;
    }

    // The covariance is a multiple of c I + XᵀX, where X holds the deviations: distances are compared with each other alone.
    private void Factor()
    {
        int count = _deviationCount;
        Buffers.Reserve(ref _factor, count * count);
        double squares = 0;
        for (int i = 0; i < count; i++)
        {
            squares += VectorMath.Dot(Deviation(i), Deviation(i));
        }
        double scale = squares == 0 ? 1 : Shrinkage / (1 - Shrinkage) * squares / Columns;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                _factor[(i * count) + j] = VectorMath.Dot(Deviation(i), Deviation(j)) + (i == j ? scale : 0);
            }
        }
        Cholesky.Factor(_factor.AsSpan(0, count * count), count);
    }

    // The part of a vector that the covariance of the labelled rows explains.
    private void Whiten(ReadOnlySpan<double> vector, Span<double> whitened)
    {
        for (int i = 0; i < _deviationCount; i++)
        {
            whitened[i] = VectorMath.Dot(Deviation(i), vector);
        }
        Cholesky.SolveLower(_factor, _deviationCount, whitened);
    }

    private void Copy(int row, Span<double> values)
    {
        ReadOnlySpan<float> own = _features.Row(row);
        for (int j = 0; j < own.Length; j++)
        {
            values[j] = own[j];
        }
    }
}
