using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals;

/// <summary>How far the labelled rows of each class are: kept up to date as labels come, one pass over the pool for each.</summary>
public sealed class ClassGeometry
{
    private float[] _nearest = [];
    private int _rows;
    private int _seen;

    /// <summary>Squared distance from each pool row to its nearest labelled row of a class; infinite while there is none.</summary>
    /// <param name="label">The class.</param>
    public ReadOnlySpan<float> NearestSquared(int label) => _nearest.AsSpan(label * _rows, _rows);

    /// <summary>Begins an episode.</summary>
    /// <param name="problem">Its problem.</param>
    public void Start(LearningProblem problem)
    {
        _rows = problem.Pool.Rows;
        int length = _rows * problem.Classes;
        if (_nearest.Length < length)
        {
            _nearest = new float[length];
        }
        Array.Fill(_nearest, float.PositiveInfinity, 0, length);
        _seen = 0;
    }

    /// <summary>Takes note of the rows that were labelled since the last call.</summary>
    /// <param name="pool">The pool of the episode.</param>
    public void Update(Pool pool)
    {
        FeatureMatrix features = pool.Problem.Pool;
        for (; _seen < pool.Labelled.Length; _seen++)
        {
            ReadOnlySpan<float> added = features.Row(pool.Labelled[_seen]);
            Span<float> nearest = _nearest.AsSpan(pool.Labels[_seen] * _rows, _rows);
            for (int i = 0; i < nearest.Length; i++)
            {
                nearest[i] = MathF.Min(nearest[i], VectorMath.SquaredDistance(features.Row(i), added));
            }
        }
    }
}
