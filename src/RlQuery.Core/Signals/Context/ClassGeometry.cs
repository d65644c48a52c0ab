using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>How far the labelled rows of each class are: kept up to date as labels come, one pass over the pool for each.</summary>
public sealed class ClassGeometry
{
    private float[] _nearest = [];
    private float[] _block = [];
    private float[] _otherSquared = [];
    private int[] _otherLabel = [];
    private int _rows;
    private int _stride;
    private int _seen;

    /// <summary>Class of the nearest other labelled row of each labelled row, in the order in which they were labelled; -1 for an only one.</summary>
    public ReadOnlySpan<int> NearestOtherLabel => _otherLabel.AsSpan(0, _seen);

    /// <summary>Squared distance from each pool row to its nearest labelled row of a class; infinite while there is none.</summary>
    /// <param name="label">The class.</param>
    public ReadOnlySpan<float> NearestSquared(int label) => _nearest.AsSpan(label * _stride, _rows);

    /// <summary>Begins an episode.</summary>
    /// <param name="items">Its items.</param>
    /// <param name="classes">Number of classes.</param>
    public void Start(Items items, int classes)
    {
        _rows = items.Features.Rows;
        _stride = NearestRow.Length(_rows);
        int length = _stride * classes;
        if (_nearest.Length < length)
        {
            _nearest = new float[length];
        }
        if (_otherLabel.Length < _rows)
        {
            _otherSquared = new float[_rows];
            _otherLabel = new int[_rows];
        }
        Array.Fill(_nearest, float.PositiveInfinity, 0, length);
        _seen = 0;
    }

    /// <summary>Adds the rows that were labelled since the last call.</summary>
    /// <param name="pool">The pool of the episode.</param>
    public void Update(Pool pool) => Update(pool, null);

    /// <summary>Adds the rows that were labelled since the last call.</summary>
    /// <param name="pool">The pool of the episode.</param>
    /// <param name="products">Products of its rows, if they are known.</param>
    internal void Update(Pool pool, PoolProducts? products)
    {
        FeatureMatrix features = pool.Items.Features;
        for (; _seen < pool.Labelled.Length; _seen++)
        {
            int label = pool.Labels[_seen];
            int row = pool.Labelled[_seen];
            ReadOnlySpan<float> added = features.Row(row);
            Span<float> nearest = _nearest.AsSpan(label * _stride, _stride);
            if (products is null)
            {
                NearestRow.Lower(features, added, ref _block, nearest);
            }
            else
            {
                products.Lower(row, nearest);
            }
            _otherSquared[_seen] = float.PositiveInfinity;
            _otherLabel[_seen] = -1;
            for (int i = 0; i < _seen; i++)
            {
                float squared = products?.Squared(row, pool.Labelled[i]) ?? VectorMath.SquaredDistance(features.Row(pool.Labelled[i]), added);
                Note(i, squared, label);
                Note(_seen, squared, pool.Labels[i]);
            }
        }
    }

    // In a tie, the row that was labelled first is kept.
    private void Note(int place, float squared, int label)
    {
        if (squared < _otherSquared[place])
        {
            _otherSquared[place] = squared;
            _otherLabel[place] = label;
        }
    }
}
