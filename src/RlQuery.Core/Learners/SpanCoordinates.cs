using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Learners;

/// <summary>
/// All rows of a pool in an orthonormal basis of the labelled rows' span, and how much of each row lies outside the span: one product with the pool for each
/// dimension that a label adds.
/// </summary>
/// <remarks>Coordinates are those of <see cref="RowSpaceRotation"/>, in single precision.</remarks>
internal sealed class SpanCoordinates
{
    private FeatureMatrix? _pool;
    private float[] _coordinates = [];
    private float[] _outside = [];
    private double[] _direction = [];
    private float[] _basis = [];
    private float[] _block = [];
    private int _stride;

    /// <summary>Dimensions of the span that were taken in.</summary>
    public int Rank { get; private set; }

    /// <summary>Rises whenever all coordinates are forgotten.</summary>
    public int Generation { get; private set; }

    /// <summary>One coordinate of all rows, zeros up to a whole block of rows.</summary>
    /// <param name="dimension">0..<see cref="Rank"/>-1.</param>
    public ReadOnlySpan<float> Coordinate(int dimension) => _coordinates.AsSpan(dimension * _stride, _stride);

    /// <summary>Squared length of each row's part outside the span.</summary>
    public ReadOnlySpan<float> OutsideSquared => _outside.AsSpan(0, _pool!.Rows);

    /// <summary>Forgets all coordinates.</summary>
    /// <param name="pool">The rows.</param>
    public void Reset(FeatureMatrix pool)
    {
        _pool = pool;
        _stride = (pool.Rows + FeatureMatrix.BlockRows - 1) / FeatureMatrix.BlockRows * FeatureMatrix.BlockRows;
        Rank = 0;
        Generation++;
    }

    /// <summary>Takes in the dimensions that are new.</summary>
    /// <param name="rotation">Since the last reset it may only have grown.</param>
    public void Follow(RowSpaceRotation rotation)
    {
        FeatureMatrix pool = _pool!;
        if (Rank == 0)
        {
            Begin(pool);
        }
        for (; Rank < rotation.Rank; Rank++)
        {
            if (_coordinates.Length < (Rank + 1) * _stride)
            {
                Array.Resize(ref _coordinates, Math.Max(16, 2 * Rank) * _stride);
            }
            Span<double> direction = _direction.AsSpan(0, pool.Columns);
            direction.Clear();
            direction[Rank] = 1;
            rotation.Invert(direction);
            for (int j = 0; j < direction.Length; j++)
            {
                _basis[j] = (float)direction[j];
            }
            Span<float> coordinate = _coordinates.AsSpan(Rank * _stride, _stride);
            coordinate.Clear();
            for (int start = 0; start < _stride; start += FeatureMatrix.BlockRows)
            {
                FloatProducts.Add(
                    _basis, pool.Columns, 1, pool.Block(start / FeatureMatrix.BlockRows, _block), FeatureMatrix.BlockRows, pool.Columns,
                    coordinate[start..], FeatureMatrix.BlockRows, FeatureMatrix.BlockRows);
            }
            for (int i = 0; i < pool.Rows; i++)
            {
                _outside[i] = MathF.Max(0, MathF.FusedMultiplyAdd(-coordinate[i], coordinate[i], _outside[i]));
            }
        }
    }

    /// <summary>Writes the coordinates of some rows, each followed by the 1 of the bias.</summary>
    /// <param name="rows">Rows of the pool.</param>
    /// <param name="target">Receives [rows x (<see cref="Rank"/> + 1)].</param>
    public void Gather(ReadOnlySpan<int> rows, Span<float> target)
    {
        int width = Rank + 1;
        for (int j = 0; j < Rank; j++)
        {
            ReadOnlySpan<float> coordinate = Coordinate(j);
            for (int i = 0, place = j; i < rows.Length; i++, place += width)
            {
                target[place] = coordinate[rows[i]];
            }
        }
        for (int i = 0, place = Rank; i < rows.Length; i++, place += width)
        {
            target[place] = 1;
        }
    }

    /// <summary>Writes some rows side by side in lanes; those without a row hold zeros.</summary>
    /// <param name="rows">Rows of the pool.</param>
    /// <param name="lanes">At least as many.</param>
    /// <param name="target">Receives coordinates, then ones for the bias [(<see cref="Rank"/> + 1) x lanes].</param>
    public void GatherInLanes(ReadOnlySpan<int> rows, int lanes, Span<float> target)
    {
        for (int j = 0; j <= Rank; j++)
        {
            Span<float> column = target.Slice(j * lanes, lanes);
            column[rows.Length..].Clear();
            if (j == Rank)
            {
                column[..rows.Length].Fill(1);
                return;
            }
            ReadOnlySpan<float> coordinate = Coordinate(j);
            for (int i = 0; i < rows.Length; i++)
            {
                column[i] = coordinate[rows[i]];
            }
        }
    }

    private void Begin(FeatureMatrix pool)
    {
        if (_outside.Length < pool.Rows)
        {
            _outside = new float[pool.Rows];
        }
        if (_direction.Length < pool.Columns)
        {
            _direction = new double[pool.Columns];
            _basis = new float[pool.Columns];
        }
        if (_block.Length < pool.Columns * FeatureMatrix.BlockRows)
        {
            _block = new float[pool.Columns * FeatureMatrix.BlockRows];
        }
        for (int i = 0; i < pool.Rows; i++)
        {
            ReadOnlySpan<float> row = pool.Row(i);
            _outside[i] = VectorMath.Dot(row, row);
        }
    }
}
