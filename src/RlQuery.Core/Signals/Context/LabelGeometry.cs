using RlQuery.Core.Data;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>How far the labelled rows are: kept up to date as labels come, one pass over the pool for each.</summary>
/// <remarks>Rows taken for the batch being chosen count as labelled, so that a batch holds no near-duplicates.</remarks>
public sealed class LabelGeometry
{
    private float[] _nearest = [];
    private float[] _block = [];
    private byte[] _labelled = [];
    private int _rows;
    private int _seen;

    /// <summary>Squared distance from each pool row to its nearest labelled or taken row; infinite while there is none.</summary>
    public ReadOnlySpan<float> NearestSquared => _nearest.AsSpan(0, _rows);

    /// <summary>1 for each pool row that is labelled or taken, else 0.</summary>
    public ReadOnlySpan<byte> Labelled => _labelled.AsSpan(0, _rows);

    /// <summary>Begins an episode.</summary>
    /// <param name="items">Its items.</param>
    public void Start(Items items)
    {
        _rows = items.Features.Rows;
        if (_labelled.Length < _rows)
        {
            _nearest = new float[NearestRow.Length(_rows)];
            _labelled = new byte[_rows];
        }
        Array.Fill(_nearest, float.PositiveInfinity);
        Array.Clear(_labelled);
        _seen = 0;
    }

    /// <summary>Adds the rows that were labelled or taken since the last call.</summary>
    /// <param name="pool">The pool of the episode.</param>
    public void Update(Pool pool) => Update(pool, null);

    /// <summary>Adds the rows that were labelled or taken since the last call.</summary>
    /// <param name="pool">The pool of the episode.</param>
    /// <param name="products">Products of its rows, if they are known.</param>
    internal void Update(Pool pool, PoolProducts? products)
    {
        // Rows are labelled in the order in which they were taken, so the two lists together only ever grow.
        for (; _seen < pool.Labelled.Length + pool.Pending.Length; _seen++)
        {
            Add(pool, _seen < pool.Labelled.Length ? pool.Labelled[_seen] : pool.Pending[_seen - pool.Labelled.Length], products);
        }
    }

    private void Add(Pool pool, int row, PoolProducts? products)
    {
        _labelled[row] = 1;
        if (products is not null)
        {
            products.Lower(row, _nearest);
            return;
        }
        FeatureMatrix features = pool.Items.Features;
        NearestRow.Lower(features, features.Row(row), ref _block, _nearest);
    }
}
