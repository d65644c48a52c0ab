using RlQuery.Core.Numerics;

namespace RlQuery.Core.Learners;

/// <summary>Inverse Cholesky factors of many Hessians I + Σ cᵢ [xᵢ; 1][xᵢ; 1]ᵀ of the same rows in single precision; the bias has no part in I.</summary>
/// <remarks>Several times as quick as double precision one by one, and as exact as whitened rows, which are single.</remarks>
internal sealed class FloatHessians
{
    // What keeps the bias from being singular, as in double precision.
    private const float BiasPenalty = 1e-12f;

    private float[] _rows = [];
    private float[] _columns = [];
    private float[] _scaled = [];
    private float[] _matrix = [];
    private float[] _inverse = [];
    private float[] _scratch = [];
    private int _count;
    private int _width;
    private bool _trapezoidal;

    /// <summary>Order of the matrices, padded.</summary>
    public int Order { get; private set; }

    /// <summary>L⁻¹ of the last <see cref="Factor"/>, row-major [<see cref="Order"/> x <see cref="Order"/>].</summary>
    public ReadOnlySpan<float> Inverse => _inverse.AsSpan(0, Order * Order);

    /// <summary>Takes in the rows.</summary>
    /// <param name="design">At least one row.</param>
    public void Take(PaddedDesign design)
    {
        _count = design.Rows;
        _width = design.Width;
        _trapezoidal = design.IsTrapezoidal;
        Order = FloatProducts.Pad(_width);
        Reserve(ref _rows, _count * Order);
        Reserve(ref _scaled, _count * Order);
        Reserve(ref _columns, _count * Order);
        Reserve(ref _matrix, Order * Order);
        Reserve(ref _inverse, Order * Order);
        Reserve(ref _scratch, FloatCholesky.Memory(Order));
        ReadOnlySpan<double> values = design.Values;
        for (int i = 0; i < _count; i++)
        {
            Span<float> row = _rows.AsSpan(i * Order, Order);
            row.Clear();
            for (int j = 0; j < _width; j++)
            {
                row[j] = (float)values[(i * design.Stride) + j];
            }
            for (int j = 0; j < Order; j++)
            {
                _columns[(j * _count) + i] = row[j];
            }
        }
    }

    /// <summary>Factors one Hessian.</summary>
    /// <param name="curvatures">c of each row.</param>
    /// <returns>Whether single precision does; if not, nothing is known.</returns>
    public bool Factor(ReadOnlySpan<double> curvatures)
    {
        for (int i = 0; i < _count; i++)
        {
            Span<float> target = _scaled.AsSpan(i * Order, Order);
            target.Clear();
            VectorMath.AddScaled((float)curvatures[i], _rows.AsSpan(i * Order, Order), target);
        }
        Span<float> matrix = _matrix.AsSpan(0, Order * Order);
        matrix.Clear();
        for (int j = 0; j < Order; j += FloatProducts.Tile)
        {
            // Earlier rows have zeros in these places, the bias apart, which comes last.
            int first = _trapezoidal && j + FloatProducts.Tile < _width ? Math.Min(j, _count) : 0;
            FloatProducts.Add(
                _columns.AsSpan((j * _count) + first), _count, FloatProducts.Tile, _scaled.AsSpan(Math.Min(first * Order, _scaled.Length)), Order,
                _count - first, matrix[(j * Order)..], Order, j + FloatProducts.Tile);
        }
        for (int j = 0; j < Order; j++)
        {
            matrix[(j * Order) + j] += j == _width - 1 ? BiasPenalty : 1;
        }
        return FloatCholesky.Invert(matrix, Order, _scratch, _inverse.AsSpan(0, Order * Order));
    }

    private static void Reserve(ref float[] values, int length)
    {
        if (values.Length < length)
        {
            values = new float[2 * length];
        }
    }
}
