using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>
/// Products of all pairs of a pool's rows: where rows are wide, one matrix product in place of a pass over the pool for each label and each signal.
/// </summary>
internal sealed class PoolProducts
{
    // Narrower rows are compared as they are.
    private const int FewestColumns = 128;

    // 4 MiB of products.
    private const int MostRows = 1024;

    private float[] _products = [];
    private float[] _lengths = [];
    private float[] _squared = [];
    private float[] _block = [];
    private int _rows;
    private int _stride;

    /// <summary>Whether products are to be kept of a pool.</summary>
    /// <param name="pool">The pool.</param>
    public static bool Pay(FeatureMatrix pool) => pool.Columns >= FewestColumns && pool.Rows <= MostRows;

    /// <summary>Values of <see cref="Row"/>: a whole number of blocks.</summary>
    public int Stride => _stride;

    /// <summary>Products of one row with all others and itself, 0 beyond the last.</summary>
    /// <param name="row">Pool row.</param>
    public ReadOnlySpan<float> Row(int row) => _products.AsSpan(row * _stride, _stride);

    /// <summary>Squared distance of two rows, exactly 0 for equal ones.</summary>
    /// <param name="row">Pool row.</param>
    /// <param name="other">Pool row.</param>
    public float Squared(int row, int other) => MathF.Max(0, _lengths[row] + _lengths[other] - (2 * _products[(row * _stride) + other]));

    /// <summary>Squared distances of a row to all, infinite beyond the last.</summary>
    /// <param name="row">Pool row.</param>
    /// <param name="squared">Receives <see cref="Stride"/> values.</param>
    public void Measure(int row, Span<float> squared)
    {
        ref float products = ref MemoryMarshal.GetReference(Row(row));
        ref float lengths = ref MemoryMarshal.GetReference(_lengths.AsSpan(0, _stride));
        ref float target = ref MemoryMarshal.GetReference(squared[.._stride]);
        Vector256<float> own = Vector256.Create(_lengths[row]);
        for (nuint i = 0; i < (nuint)_stride; i += 8)
        {
            // In this order the difference of equal rows is exactly 0.
            Vector256<float> sum = own + Vector256.LoadUnsafe(ref lengths, i);
            Vector256.Max(Vector256<float>.Zero, sum - (2 * Vector256.LoadUnsafe(ref products, i))).StoreUnsafe(ref target, i);
        }
    }

    /// <summary>Lowers the squared distances of all rows to the nearest of some rows by another one.</summary>
    /// <param name="row">The other.</param>
    /// <param name="nearest">Squared distances, of <see cref="NearestRow.Length"/>.</param>
    public void Lower(int row, Span<float> nearest)
    {
        Span<float> squared = Buffers.Reserve(ref _squared, _stride);
        Measure(row, squared);
        for (int i = 0; i < _rows; i++)
        {
            nearest[i] = MathF.Min(nearest[i], squared[i]);
        }
    }

    /// <summary>Multiplies all pairs.</summary>
    /// <param name="pool">The pool.</param>
    public void Start(FeatureMatrix pool)
    {
        _rows = pool.Rows;
        _stride = (_rows + FeatureMatrix.BlockRows - 1) / FeatureMatrix.BlockRows * FeatureMatrix.BlockRows;
        int columns = pool.Columns;
        Span<float> products = Buffers.Reserve(ref _products, _rows * _stride);
        Buffers.Reserve(ref _block, columns * FeatureMatrix.BlockRows);
        products.Clear();
        // The half below the diagonal, and its mirror image: either order of factors gives the same bits.
        for (int first = 0; first < _rows; first += FeatureMatrix.BlockRows)
        {
            FloatProducts.Add(
                pool.Values[(first * columns)..], columns, _rows - first, pool.Block(first / FeatureMatrix.BlockRows, _block), FeatureMatrix.BlockRows,
                columns, products[((first * _stride) + first)..], _stride, FeatureMatrix.BlockRows);
            int last = Math.Min(first + FeatureMatrix.BlockRows, _rows);
            for (int i = last; i < _rows; i++)
            {
                for (int j = first; j < last; j++)
                {
                    products[(j * _stride) + i] = products[(i * _stride) + j];
                }
            }
        }
        Span<float> lengths = Buffers.Reserve(ref _lengths, _stride);
        lengths.Fill(float.PositiveInfinity);
        for (int i = 0; i < _rows; i++)
        {
            lengths[i] = products[(i * _stride) + i];
        }
    }
}
