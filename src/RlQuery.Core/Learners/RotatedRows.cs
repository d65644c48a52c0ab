using RlQuery.Core.Data;

namespace RlQuery.Core.Learners;

/// <summary>
/// Rows of a matrix under a growing <see cref="RowSpaceRotation"/>. Those of an episode's pool are kept, so that each reflection meets a row once.
/// </summary>
internal sealed class RotatedRows
{
    // A pool of more values is not kept (8 MB).
    private const int KeptValues = 1 << 20;

    private FeatureMatrix? _pool;
    private double[] _values = [];
    private int[] _reflections = [];

    /// <summary>Begins an episode, or a new rotation within one.</summary>
    /// <param name="pool">The matrix whose rows are kept.</param>
    public void Reset(FeatureMatrix pool)
    {
        _pool = (long)pool.Rows * pool.Columns <= KeptValues ? pool : null;
        if (_pool is not null)
        {
            // The buffer is allocated on first use.
            if (_reflections.Length < pool.Rows)
            {
                _reflections = new int[pool.Rows];
            }
            Array.Fill(_reflections, -1);
        }
    }

    /// <summary>One row, rotated.</summary>
    /// <param name="rotation">The rotation; between two resets it may only grow.</param>
    /// <param name="features">Matrix that holds the row.</param>
    /// <param name="row">Which row.</param>
    /// <param name="scratch">May hold the result [columns].</param>
    public ReadOnlySpan<double> Row(RowSpaceRotation rotation, FeatureMatrix features, int row, Span<double> scratch)
    {
        int columns = features.Columns;
        int done = -1;
        if (ReferenceEquals(features, _pool))
        {
            if (_values.Length < features.Rows * columns)
            {
                _values = new double[features.Rows * columns];
            }
            scratch = _values.AsSpan(row * columns, columns);
            done = _reflections[row];
            _reflections[row] = rotation.Rank;
        }
        if (done < 0)
        {
            ReadOnlySpan<float> source = features.Row(row);
            for (int j = 0; j < columns; j++)
            {
                scratch[j] = source[j];
            }
            done = 0;
        }
        rotation.Apply(scratch[..columns], done);
        return scratch[..columns];
    }
}
