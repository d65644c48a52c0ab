using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Learners;

/// <summary>Gives rows x as z = L⁻¹ [x; 1] for a Cholesky factor L, by a product with the inverse, which is computed once for all rows.</summary>
internal sealed class Whitening
{
    private const int Tile = 8;

    // Transposed: row j is column j of the inverse, zeros before its place j and after the last.
    private double[] _inverse = [];
    private double[] _rows = [];
    private float[] _narrow = [];
    private float[] _narrowRows = [];
    private bool _narrowKnown;
    private int _width;
    private int _columns;

    /// <summary>Takes in a factor.</summary>
    /// <param name="factor">Lower triangle L, row-major.</param>
    /// <param name="width">Order of L.</param>
    /// <param name="stride">Values from one row of L to the next.</param>
    public void Invert(ReadOnlySpan<double> factor, int width, int stride)
    {
        _width = width;
        _narrowKnown = false;
        _columns = (width + Tile - 1) / Tile * Tile;
        if (_inverse.Length < width * _columns)
        {
            _inverse = new double[width * _columns];
        }
        Array.Clear(_inverse, 0, width * _columns);
        for (int j = 0; j < width; j++)
        {
            // Forward substitution for column j of the identity, one dot product per place.
            Span<double> column = _inverse.AsSpan(j * _columns, width);
            column[j] = 1 / factor[(j * stride) + j];
            for (int i = j + 1; i < width; i++)
            {
                ReadOnlySpan<double> row = factor.Slice(i * stride, i + 1);
                column[i] = -VectorMath.Dot(row[j..i], column[j..i]) / row[i];
            }
        }
    }

    /// <summary>Takes in an inverse in single precision; only rows in single precision are whitened by it.</summary>
    /// <param name="inverse">Lower triangle of L⁻¹, row-major.</param>
    /// <param name="width">Order of L.</param>
    /// <param name="stride">Values from one row to the next.</param>
    public void Take(ReadOnlySpan<float> inverse, int width, int stride)
    {
        _width = width;
        int columns = FloatProducts.Pad(width);
        ReserveNarrow(columns);
        Array.Clear(_narrow, 0, width * columns);
        for (int i = 0; i < width; i++)
        {
            ReadOnlySpan<float> row = inverse.Slice(i * stride, width);
            row.CopyTo(_narrowRows.AsSpan(i * width));
            for (int j = 0; j <= i; j++)
            {
                _narrow[(j * columns) + i] = row[j];
            }
        }
        _narrowKnown = true;
    }

    /// <summary>Whitens rows.</summary>
    /// <param name="features">Matrix that holds the rows.</param>
    /// <param name="rows">Which rows.</param>
    /// <param name="whitened">Receives [rows x width].</param>
    public void Apply(FeatureMatrix features, ReadOnlySpan<int> rows, Span<float> whitened)
    {
        int columns = features.Columns;
        Reserve(columns);
        for (int first = 0; first < rows.Length; first += 4)
        {
            int count = Math.Min(4, rows.Length - first);
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<float> source = features.Row(rows[first + i]);
                Span<double> row = _rows.AsSpan(i * columns, columns);
                for (int j = 0; j < source.Length; j++)
                {
                    row[j] = source[j];
                }
            }
            Apply(_rows, _rows.AsSpan(columns), _rows.AsSpan(2 * columns), _rows.AsSpan(3 * columns), count, whitened[(first * _width)..], _width);
        }
    }

    /// <summary>
    /// Whitens rows in the coordinates of a rotation; of the Hessian only the part in the span, with the bias, was factored: outside it is the identity.
    /// </summary>
    /// <param name="rotation">The rotation.</param>
    /// <param name="rotated">Gives rotated rows.</param>
    /// <param name="features">Matrix that holds the rows.</param>
    /// <param name="rows">Which rows.</param>
    /// <param name="whitened">Receives [rows x (columns + 1)].</param>
    public void Apply(RowSpaceRotation rotation, RotatedRows rotated, FeatureMatrix features, ReadOnlySpan<int> rows, Span<float> whitened)
    {
        int columns = features.Columns;
        Reserve(columns);
        for (int first = 0; first < rows.Length; first += 4)
        {
            int count = Math.Min(4, rows.Length - first);
            // Places without a row repeat the last one.
            ReadOnlySpan<double> a = rotated.Row(rotation, features, rows[first], _rows);
            ReadOnlySpan<double> b = rotated.Row(rotation, features, rows[first + Math.Min(1, count - 1)], _rows.AsSpan(columns));
            ReadOnlySpan<double> c = rotated.Row(rotation, features, rows[first + Math.Min(2, count - 1)], _rows.AsSpan(2 * columns));
            ReadOnlySpan<double> d = rotated.Row(rotation, features, rows[first + count - 1], _rows.AsSpan(3 * columns));
            Span<float> target = whitened[(first * (columns + 1))..];
            Apply(a, b, c, d, count, target, columns + 1);
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<double> outside = (i switch { 0 => a, 1 => b, 2 => c, _ => d })[(_width - 1)..];
                Narrow(outside, target.Slice((i * (columns + 1)) + _width, outside.Length));
            }
        }
    }

    /// <summary>Whitens rows in single precision.</summary>
    /// <param name="rows">Rows, each followed by the 1 of the bias [count x width].</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="whitened">Receives [count x <see cref="FloatProducts.Pad"/>(width)]; zeros in the padding.</param>
    public void Apply(ReadOnlySpan<float> rows, int count, Span<float> whitened)
    {
        int columns = FloatProducts.Pad(_width);
        KnowNarrow(columns);
        whitened[..(count * columns)].Clear();
        FloatProducts.Add(rows, _width, count, _narrow, columns, _width, whitened, columns, columns, triangular: true);
    }

    /// <summary>Whitens rows in single precision that lie side by side in lanes.</summary>
    /// <param name="columns">[width x lanes], ones in the last row.</param>
    /// <param name="lanes">A multiple of <see cref="FloatProducts.Tile"/>.</param>
    /// <param name="whitened">Receives [width x lanes].</param>
    public void ApplyInLanes(ReadOnlySpan<float> columns, int lanes, Span<float> whitened)
    {
        KnowNarrow(FloatProducts.Pad(_width));
        whitened[..(_width * lanes)].Clear();
        FloatProducts.Add(_narrowRows, _width, _width, columns, lanes, _width, whitened, lanes, lanes, lower: true);
    }

    private void KnowNarrow(int columns)
    {
        if (_narrowKnown)
        {
            return;
        }
        ReserveNarrow(columns);
        Array.Clear(_narrow, 0, _width * columns);
        for (int j = 0; j < _width; j++)
        {
            Narrow(_inverse.AsSpan(j * _columns, _width), _narrow.AsSpan(j * columns, _width));
            for (int i = 0; i < _width; i++)
            {
                _narrowRows[(i * _width) + j] = _narrow[(j * columns) + i];
            }
        }
        _narrowKnown = true;
    }

    private void ReserveNarrow(int columns)
    {
        if (_narrow.Length < _width * columns)
        {
            _narrow = new float[2 * _width * columns];
            _narrowRows = new float[_narrow.Length];
        }
    }

    // Four rows; those from count on are not written.
    private void Apply(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, ReadOnlySpan<double> d, int count, Span<float> target, int stride)
    {
        Span<float> rest = stackalloc float[4 * Tile];
        for (int column = 0; column < _width; column += Tile)
        {
            if (count == 4 && column + Tile <= _width)
            {
                Multiply(a, b, c, d, column, target[column..], stride);
                continue;
            }
            Multiply(a, b, c, d, column, rest, Tile);
            int values = Math.Min(Tile, _width - column);
            for (int i = 0; i < count; i++)
            {
                rest.Slice(i * Tile, values).CopyTo(target.Slice((i * stride) + column, values));
            }
        }
    }

    private static void Narrow(ReadOnlySpan<double> source, Span<float> target)
    {
        ref double x = ref MemoryMarshal.GetReference(source);
        int j = 0;
        for (; j + 8 <= target.Length; j += 8)
        {
            Vector256.Narrow(Vector256.LoadUnsafe(ref x, (nuint)j), Vector256.LoadUnsafe(ref x, (nuint)j + 4)).CopyTo(target[j..]);
        }
        for (; j < target.Length; j++)
        {
            target[j] = (float)source[j];
        }
    }

    private void Reserve(int columns)
    {
        if (_rows.Length < 4 * columns)
        {
            _rows = new double[4 * columns];
        }
    }

    // Eight places of four rows.
    private void Multiply(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<double> third, ReadOnlySpan<double> fourth,
        int column, Span<float> target, int stride)
    {
        ref double a = ref MemoryMarshal.GetReference(first), b = ref MemoryMarshal.GetReference(second);
        ref double c = ref MemoryMarshal.GetReference(third), d = ref MemoryMarshal.GetReference(fourth);
        ref double inverse = ref MemoryMarshal.GetArrayDataReference(_inverse);
        int bias = _width - 1;
        nuint place = (nuint)((bias * _columns) + column);
        Vector256<double> a0 = Vector256.LoadUnsafe(ref inverse, place), a1 = Vector256.LoadUnsafe(ref inverse, place + 4);
        Vector256<double> b0 = a0, b1 = a1, c0 = a0, c1 = a1, d0 = a0, d1 = a1;
        // The inverse is triangular: later features have no part in these places.
        int last = Math.Min(bias, column + Tile);
        place = (nuint)column;
        for (int j = 0; j < last; j++)
        {
            Vector256<double> m0 = Vector256.LoadUnsafe(ref inverse, place), m1 = Vector256.LoadUnsafe(ref inverse, place + 4);
            Vector256<double> x = Vector256.Create(Unsafe.Add(ref a, j));
            a0 = Vector256.FusedMultiplyAdd(x, m0, a0);
            a1 = Vector256.FusedMultiplyAdd(x, m1, a1);
            x = Vector256.Create(Unsafe.Add(ref b, j));
            b0 = Vector256.FusedMultiplyAdd(x, m0, b0);
            b1 = Vector256.FusedMultiplyAdd(x, m1, b1);
            x = Vector256.Create(Unsafe.Add(ref c, j));
            c0 = Vector256.FusedMultiplyAdd(x, m0, c0);
            c1 = Vector256.FusedMultiplyAdd(x, m1, c1);
            x = Vector256.Create(Unsafe.Add(ref d, j));
            d0 = Vector256.FusedMultiplyAdd(x, m0, d0);
            d1 = Vector256.FusedMultiplyAdd(x, m1, d1);
            place += (nuint)_columns;
        }
        Vector256.Narrow(a0, a1).CopyTo(target);
        Vector256.Narrow(b0, b1).CopyTo(target[stride..]);
        Vector256.Narrow(c0, c1).CopyTo(target[(2 * stride)..]);
        Vector256.Narrow(d0, d1).CopyTo(target[(3 * stride)..]);
    }
}
