using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals;

/// <summary>How far the labelled rows are: kept up to date as labels come, one pass over the pool for each.</summary>
/// <remarks>Rows taken for the batch being chosen count as labelled, so that a batch holds no near-duplicates.</remarks>
public sealed class LabelGeometry
{
    private float[] _nearest = [];
    private bool[] _labelled = [];
    private int _rows;
    private int _seen;

    /// <summary>Squared distance from each pool row to its nearest labelled or taken row; infinite while there is none.</summary>
    public ReadOnlySpan<float> NearestSquared => _nearest.AsSpan(0, _rows);

    /// <summary>Whether each pool row is labelled or taken.</summary>
    public ReadOnlySpan<bool> Labelled => _labelled.AsSpan(0, _rows);

    /// <summary>Begins an episode.</summary>
    /// <param name="problem">Its problem.</param>
    public void Start(LearningProblem problem)
    {
        _rows = problem.Pool.Rows;
        if (_nearest.Length < _rows)
        {
            _nearest = new float[_rows];
            _labelled = new bool[_rows];
        }
        Array.Fill(_nearest, float.PositiveInfinity);
        Array.Clear(_labelled);
        _seen = 0;
    }

    /// <summary>Takes note of the rows that were labelled or taken since the last call.</summary>
    /// <param name="pool">The pool of the episode.</param>
    public void Update(Pool pool)
    {
        // Rows are labelled in the order in which they were taken, so the two lists together only ever grow.
        for (; _seen < pool.Labelled.Length + pool.Pending.Length; _seen++)
        {
            Add(pool, _seen < pool.Labelled.Length ? pool.Labelled[_seen] : pool.Pending[_seen - pool.Labelled.Length]);
        }
    }

    private void Add(Pool pool, int row)
    {
        FeatureMatrix features = pool.Problem.Pool;
        ReadOnlySpan<float> added = features.Row(row);
        _labelled[row] = true;
        for (int i = 0; i < features.Rows; i++)
        {
            _nearest[i] = MathF.Min(_nearest[i], VectorMath.SquaredDistance(features.Row(i), added));
        }
    }
}
