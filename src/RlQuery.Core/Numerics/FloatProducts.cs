using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector256;

namespace RlQuery.Core.Numerics;

/// <summary>Matrix products in single precision, in tiles of 4 x 16 that stay in registers.</summary>
/// <remarks>
/// Products are added to what is there one by one, in the order of the inner index. So bits do not depend on the tile, and a product of many columns is the
/// same as that of the first and then that of the others.
/// </remarks>
internal static class FloatProducts
{
    /// <summary>Values of a tile's row; the columns of a product come in this many.</summary>
    public const int Tile = 16;

    // Rows of A from which on a tile of B is copied, and rows of B in a copy.
    private const int LeastPacked = 12;
    private const int MostPacked = 192;

    /// <summary>The least multiple of <see cref="Tile"/> that holds some columns.</summary>
    /// <param name="columns">Number of columns.</param>
    public static int Pad(int columns) => (columns + Tile - 1) / Tile * Tile;

    /// <summary>C += A B.</summary>
    /// <param name="a">A, row-major.</param>
    /// <param name="aStride">Values from one row of A to the next.</param>
    /// <param name="rows">Rows of A that are multiplied.</param>
    /// <param name="b">B, row-major.</param>
    /// <param name="bStride">Values from one row of B to the next.</param>
    /// <param name="length">Columns of A, rows of B.</param>
    /// <param name="c">C, row-major.</param>
    /// <param name="cStride">Values from one row of C to the next.</param>
    /// <param name="columns">Columns of B that are multiplied, a multiple of <see cref="Tile"/>.</param>
    /// <param name="triangular">Whether B has zeros below its diagonal, which are left out.</param>
    /// <param name="lower">Whether A has zeros above its diagonal, which are left out.</param>
    public static void Add(
        ReadOnlySpan<float> a, int aStride, int rows, ReadOnlySpan<float> b, int bStride, int length, Span<float> c, int cStride, int columns,
        bool triangular = false, bool lower = false)
    {
        if (rows == 0 || length == 0 || columns == 0)
        {
            return;
        }
        // What the tiles reach lies within the spans.
        _ = a[((rows - 1) * aStride) + length - 1];
        _ = b[((length - 1) * bStride) + columns - 1];
        _ = c[((rows - 1) * cStride) + columns - 1];
        ref float x = ref MemoryMarshal.GetReference(a);
        ref float y = ref MemoryMarshal.GetReference(b);
        ref float z = ref MemoryMarshal.GetReference(c);
        // Whole tiles of B that are needed again and again lie better side by side: rows far apart share few places of the cache.
        bool pack = rows >= LeastPacked && bStride > Tile;
        Span<float> packed = stackalloc float[pack ? (MostPacked + 1) * Tile : 0];
        for (int column = 0; column < columns; column += Tile)
        {
            int part = triangular ? Math.Min(length, column + Tile) : length;
            if (!pack)
            {
                Rows(ref x, aStride, rows, ref Unsafe.Add(ref y, column), bStride, part, lower ? 0 : part, ref Unsafe.Add(ref z, column), cStride);
                continue;
            }
            for (int first = 0; first < part; first += MostPacked)
            {
                int some = Math.Min(MostPacked, part - first);
                ref float tile = ref Aligned(packed);
                Pack(ref Unsafe.Add(ref y, (first * bStride) + column), bStride, some, ref tile);
                Rows(ref Unsafe.Add(ref x, first), aStride, rows, ref tile, Tile, some, lower ? -first : some, ref Unsafe.Add(ref z, column), cStride);
            }
        }
    }

    // Row i of A has values up to place i + reach, and no more than the length.
    private static void Rows(ref float a, int aStride, int rows, ref float b, int bStride, int length, int reach, ref float c, int cStride)
    {
        int row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            int part = Math.Clamp(row + 4 + reach, 0, length);
            Four(ref Unsafe.Add(ref a, row * aStride), aStride, ref b, bStride, part, ref Unsafe.Add(ref c, row * cStride), cStride);
        }
        for (; row < rows; row++)
        {
            One(ref Unsafe.Add(ref a, row * aStride), ref b, bStride, Math.Clamp(rows + reach, 0, length), ref Unsafe.Add(ref c, row * cStride));
        }
    }

    private static void Pack(ref float b, nint bStride, int rows, ref float tile)
    {
        for (int k = 0; k < rows; k++)
        {
            LoadUnsafe(ref b).StoreUnsafe(ref tile);
            LoadUnsafe(ref b, 8).StoreUnsafe(ref tile, 8);
            b = ref Unsafe.Add(ref b, bStride);
            tile = ref Unsafe.Add(ref tile, Tile);
        }
    }

    // The first value at the beginning of a line of the cache; the stack does not move.
    private static unsafe ref float Aligned(Span<float> stack)
    {
        ref float first = ref MemoryMarshal.GetReference(stack);
        nint past = (nint)Unsafe.AsPointer(ref first) & 63;
        return ref Unsafe.AddByteOffset(ref first, past == 0 ? 0 : 64 - past);
    }

    private static void Four(ref float a, nint aStride, ref float b, nint bStride, nint length, ref float c, nint cStride)
    {
        ref float second = ref Unsafe.Add(ref a, aStride), third = ref Unsafe.Add(ref second, aStride), fourth = ref Unsafe.Add(ref third, aStride);
        ref float c1 = ref Unsafe.Add(ref c, cStride), c2 = ref Unsafe.Add(ref c1, cStride), c3 = ref Unsafe.Add(ref c2, cStride);
        Vector256<float> p0 = LoadUnsafe(ref c), p1 = LoadUnsafe(ref c, 8), q0 = LoadUnsafe(ref c1), q1 = LoadUnsafe(ref c1, 8);
        Vector256<float> r0 = LoadUnsafe(ref c2), r1 = LoadUnsafe(ref c2, 8), s0 = LoadUnsafe(ref c3), s1 = LoadUnsafe(ref c3, 8);
        for (nint k = 0; k < length; k++)
        {
            Vector256<float> left = LoadUnsafe(ref b), right = LoadUnsafe(ref b, 8);
            Vector256<float> own = Create(Unsafe.Add(ref a, k));
            p0 = FusedMultiplyAdd(own, left, p0);
            p1 = FusedMultiplyAdd(own, right, p1);
            own = Create(Unsafe.Add(ref second, k));
            q0 = FusedMultiplyAdd(own, left, q0);
            q1 = FusedMultiplyAdd(own, right, q1);
            own = Create(Unsafe.Add(ref third, k));
            r0 = FusedMultiplyAdd(own, left, r0);
            r1 = FusedMultiplyAdd(own, right, r1);
            own = Create(Unsafe.Add(ref fourth, k));
            s0 = FusedMultiplyAdd(own, left, s0);
            s1 = FusedMultiplyAdd(own, right, s1);
            b = ref Unsafe.Add(ref b, bStride);
        }
        p0.StoreUnsafe(ref c);
        p1.StoreUnsafe(ref c, 8);
        q0.StoreUnsafe(ref c1);
        q1.StoreUnsafe(ref c1, 8);
        r0.StoreUnsafe(ref c2);
        r1.StoreUnsafe(ref c2, 8);
        s0.StoreUnsafe(ref c3);
        s1.StoreUnsafe(ref c3, 8);
    }

    private static void One(ref float a, ref float b, nint bStride, nint length, ref float c)
    {
        Vector256<float> p0 = LoadUnsafe(ref c), p1 = LoadUnsafe(ref c, 8);
        for (nint k = 0; k < length; k++)
        {
            Vector256<float> own = Create(Unsafe.Add(ref a, k));
            p0 = FusedMultiplyAdd(own, LoadUnsafe(ref b), p0);
            p1 = FusedMultiplyAdd(own, LoadUnsafe(ref b, 8), p1);
            b = ref Unsafe.Add(ref b, bStride);
        }
        p0.StoreUnsafe(ref c);
        p1.StoreUnsafe(ref c, 8);
    }
}
