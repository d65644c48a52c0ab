using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Data;

namespace RlQuery.Core.Learners;

/// <summary>Gives rows x as z = L⁻¹ [x; 1] for a Cholesky factor L, by a product with the inverse, which is made once for all rows.</summary>
internal sealed class Whitening
{
    private const int Tile = 8;

    // Transposed: row j is column j of the inverse, zeros before its place j and after the last.
    private double[] _inverse = [];
    private int _width;
    private int _columns;

    /// <summary>Takes in a factor.</summary>
    /// <param name="factor">Lower triangle L, row-major.</param>
    /// <param name="width">Order of L.</param>
    /// <param name="stride">Values from one row of L to the next.</param>
    public void Invert(ReadOnlySpan<double> factor, int width, int stride)
    {
        _width = width;
        _columns = (width + Tile - 1) / Tile * Tile;
        if (_inverse.Length < width * _columns)
        {
            _inverse = new double[width * _columns];
        }
        Array.Clear(_inverse, 0, width * _columns);
        for (int j = 0; j < width; j++)
        {
            // Forward substitution for column j of the identity, a dot product a place.
            Span<double> column = _inverse.AsSpan(j * _columns, width);
            column[j] = 1 / factor[(j * stride) + j];
            for (int i = j + 1; i < width; i++)
            {
                ReadOnlySpan<double> row = factor.Slice(i * stride, i + 1);
                column[i] = -Numerics.VectorMath.Dot(row[j..i], column[j..i]) / row[i];
            }
        }
    }

    /// <summary>Whitens rows.</summary>
    /// <param name="features">Matrix that holds the rows.</param>
    /// <param name="rows">Which rows.</param>
    /// <param name="whitened">Receives [rows x width].</param>
    public void Apply(FeatureMatrix features, ReadOnlySpan<int> rows, Span<float> whitened)
    {
        Span<float> rest = stackalloc float[4 * Tile];
        for (int first = 0; first < rows.Length; first += 4)
        {
            int count = Math.Min(4, rows.Length - first);
            // Places without a row repeat the last one.
            ref float a = ref MemoryMarshal.GetReference(features.Row(rows[first]));
            ref float b = ref MemoryMarshal.GetReference(features.Row(rows[first + Math.Min(1, count - 1)]));
            ref float c = ref MemoryMarshal.GetReference(features.Row(rows[first + Math.Min(2, count - 1)]));
            ref float d = ref MemoryMarshal.GetReference(features.Row(rows[first + count - 1]));
            Span<float> target = whitened.Slice(first * _width, count * _width);
            for (int column = 0; column < _width; column += Tile)
            {
                if (count == 4 && column + Tile <= _width)
                {
                    Multiply(ref a, ref b, ref c, ref d, column, target[column..], _width);
                    continue;
                }
                Multiply(ref a, ref b, ref c, ref d, column, rest, Tile);
                int values = Math.Min(Tile, _width - column);
                for (int i = 0; i < count; i++)
                {
                    rest.Slice(i * Tile, values).CopyTo(target.Slice((i * _width) + column, values));
                }
            }
        }
    }

    // Eight places of four rows.
    private void Multiply(ref float a, ref float b, ref float c, ref float d, int column, Span<float> target, int stride)
    {
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
            Vector256<double> x = Vector256.Create((double)Unsafe.Add(ref a, j));
            a0 = Vector256.FusedMultiplyAdd(x, m0, a0);
            a1 = Vector256.FusedMultiplyAdd(x, m1, a1);
            x = Vector256.Create((double)Unsafe.Add(ref b, j));
            b0 = Vector256.FusedMultiplyAdd(x, m0, b0);
            b1 = Vector256.FusedMultiplyAdd(x, m1, b1);
            x = Vector256.Create((double)Unsafe.Add(ref c, j));
            c0 = Vector256.FusedMultiplyAdd(x, m0, c0);
            c1 = Vector256.FusedMultiplyAdd(x, m1, c1);
            x = Vector256.Create((double)Unsafe.Add(ref d, j));
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
