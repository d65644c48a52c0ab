using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>The ten nearest labelled or taken rows of each pool row, kept up to date as rows come: one pass over the pool for each.</summary>
internal sealed class NearestLabelled
{
    /// <summary>How many are kept.</summary>
    public const int Most = 10;

    private float[] _squared = [];
    private int[] _rows = [];
    private int _seen;

    /// <summary>How many each row has: all labelled and taken rows, up to <see cref="Most"/>.</summary>
    public int Count => Math.Min(_seen, Most);

    /// <summary>The nearest labelled or taken rows, nearest first; of equally near ones the one that came first.</summary>
    /// <param name="row">Pool row.</param>
    public ReadOnlySpan<int> Of(int row) => _rows.AsSpan(row * Most, Count);

    /// <summary>Forgets all rows.</summary>
    public void Forget() => _seen = 0;

    /// <summary>Adds the rows that were labelled or taken since the last call.</summary>
    /// <param name="pool">The pool of the episode.</param>
    public void Update(Pool pool)
    {
        FeatureMatrix features = pool.Items.Features;
        if (_seen == 0)
        {
            Buffers.Reserve(ref _squared, features.Rows * Most).Fill(float.PositiveInfinity);
            Buffers.Reserve(ref _rows, features.Rows * Most);
        }
        for (; _seen < pool.Labelled.Length + pool.Pending.Length; _seen++)
        {
            int added = _seen < pool.Labelled.Length ? pool.Labelled[_seen] : pool.Pending[_seen - pool.Labelled.Length];
            ReadOnlySpan<float> own = features.Row(added);
            for (int i = 0; i < features.Rows; i++)
            {
                Note(i * Most, VectorMath.SquaredDistance(own, features.Row(i)), added);
            }
        }
    }

    private void Note(int start, float squared, int added)
    {
        if (squared >= _squared[start + Most - 1])
        {
            return;
        }
        int place = start + Most - 1;
        for (; place > start && _squared[place - 1] > squared; place--)
        {
            _squared[place] = _squared[place - 1];
            _rows[place] = _rows[place - 1];
        }
        _squared[place] = squared;
        _rows[place] = added;
    }
}
