using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>The means of the labelled rows of each class, and the covariance of rows around them: how far rows are from all classes.</summary>
/// <remarks>
/// The covariance is that of all classes together, shrunk by half towards its mean variance times the identity, the target of O. Ledoit and M. Wolf, "A
/// Well-conditioned Estimator for Large-dimensional Covariance Matrices" (2004). It is inverted by Woodbury's formula, among the labelled rows.
/// </remarks>
internal sealed class ClassMeans
{
    private const double Shrinkage = 0.5;

    private readonly FeatureMatrix _features;
    private readonly List<double[]> _centres = [];
    private readonly List<double[]> _whitenedCentres = [];
    private readonly double[][] _deviations;
    private readonly double[] _factor;

    /// <summary>Looks at the labels so far. A row that was taken for the batch is a class of its own.</summary>
    /// <param name="pool">Labelled and taken rows.</param>
    public ClassMeans(Pool pool)
    {
        _features = pool.Items.Features;
        var deviations = new List<double[]>();
        for (int label = 0; label < pool.Space.Classes; label++)
        {
            if (pool.ClassCounts[label] > 0)
            {
                Add(pool, label, deviations);
            }
        }
        // The covariance is a multiple of I + XᵀX / s, where X holds the deviations: distances are compared with each other alone.
        double squares = deviations.Sum(one => VectorMath.Dot(one, one));
        double scale = squares == 0 ? 1 : Shrinkage / (1 - Shrinkage) * squares / _features.Columns;
        foreach (int row in pool.Pending)
        {
            _centres.Add(Row(row));
        }
        _deviations = [.. deviations];
        int count = _deviations.Length;
        _factor = new double[count * count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                _factor[(i * count) + j] = VectorMath.Dot(_deviations[i], _deviations[j]) + (i == j ? scale : 0);
            }
        }
        Cholesky.Factor(_factor, count);
        _whitenedCentres.AddRange(_centres.Select(Whiten));
    }

    /// <summary>Mahalanobis distance of a row to the nearest mean, up to a factor that all rows share; 0 where no class has a label.</summary>
    /// <param name="row">The row.</param>
    public double Distance(int row)
    {
        double[] own = Row(row);
        double[] whitened = Whiten(own);
        double least = double.PositiveInfinity;
        for (int i = 0; i < _centres.Count; i++)
        {
            least = Math.Min(least, VectorMath.SquaredDistance(own, _centres[i]) - VectorMath.SquaredDistance(whitened, _whitenedCentres[i]));
        }
        return _centres.Count == 0 ? 0 : Math.Sqrt(Math.Max(0, least));
    }

    private void Add(Pool pool, int label, List<double[]> deviations)
    {
        double[] mean = new double[_features.Columns];
        int count = pool.ClassCounts[label];
        for (int i = 0; i < pool.Labelled.Length; i++)
        {
            if (pool.Labels[i] == label)
            {
                VectorMath.AddScaled(1.0 / count, Row(pool.Labelled[i]), mean);
            }
        }
        _centres.Add(mean);
        for (int i = 0; i < pool.Labelled.Length && count > 1; i++)
        {
            if (pool.Labels[i] == label)
            {
                double[] own = Row(pool.Labelled[i]);
                VectorMath.AddScaled(-1, mean, own);
                deviations.Add(own);
            }
        }
    }

    // The part of a vector that the covariance of the labelled rows explains.
    private double[] Whiten(double[] vector)
    {
        double[] products = Array.ConvertAll(_deviations, deviation => VectorMath.Dot(deviation, vector));
        Cholesky.SolveLower(_factor, products.Length, products);
        return products;
    }

    private double[] Row(int row)
    {
        ReadOnlySpan<float> values = _features.Row(row);
        double[] own = new double[values.Length];
        for (int j = 0; j < own.Length; j++)
        {
            own[j] = values[j];
        }
        return own;
    }
}
