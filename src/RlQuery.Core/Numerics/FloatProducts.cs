using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector256;

namespace RlQuery.Core.Numerics;

/// <summary>Matrix products in single precision, in tiles of 4 x 16 that stay in registers, or of 8 x 32 where there are vectors of 512 bits.</summary>
/// <remarks>
/// Products are added to what is there one by one, in the order of the inner index. So bits do not depend on the tile, and a product of many columns is the
/// same as that of the first and then that of the others.
/// </remarks>
internal static class FloatProducts
{
    /// <summary>Values of a tile's row; the columns of a product come in this many.</summary>
    public const int Tile = 16;

    private const int WideTile = 2 * Tile;

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
    [SkipLocalsInit]
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
        Span<float> packed = stackalloc float[pack ? (MostPacked * WideTile) + Tile : 0];
        for (int column = 0, size; column < columns; column += size)
        {
            size = Vector512.IsHardwareAccelerated && column + WideTile <= columns ? WideTile : Tile;
            int part = triangular ? Math.Min(length, column + size) : length;
            if (!pack)
            {
                Rows(ref x, aStride, rows, ref Unsafe.Add(ref y, column), bStride, part, lower ? 0 : part, ref Unsafe.Add(ref z, column), cStride, size);
                continue;
            }
            for (int first = 0; first < part; first += MostPacked)
            {
                int some = Math.Min(MostPacked, part - first);
                ref float tile = ref Aligned(packed);
                Pack(ref Unsafe.Add(ref y, (first * bStride) + column), bStride, some, ref tile, size);
                Rows(
                    ref Unsafe.Add(ref x, first), aStride, rows, ref tile, size, some, lower ? -first : some, ref Unsafe.Add(ref z, column), cStride, size);
            }
        }
    }

    // Row i of A has values up to place i + reach, and no more than the length.
    private static void Rows(ref float a, int aStride, int rows, ref float b, int bStride, int length, int reach, ref float c, int cStride, int size)
    {
        int row = 0;
        for (; size == WideTile && row + 8 <= rows; row += 8)
        {
            int part = Math.Clamp(row + 8 + reach, 0, length);
            EightWide(ref Unsafe.Add(ref a, row * aStride), aStride, ref b, bStride, part, ref Unsafe.Add(ref c, row * cStride), cStride);
        }
        for (; row + 4 <= rows; row += 4)
        {
            int part = Math.Clamp(row + 4 + reach, 0, length);
            for (int column = 0; column < size; column += Tile)
            {
                Four(
                    ref Unsafe.Add(ref a, row * aStride), aStride, ref Unsafe.Add(ref b, column), bStride, part,
                    ref Unsafe.Add(ref c, (row * cStride) + column), cStride);
            }
        }
        for (; row < rows; row++)
        {
            for (int column = 0; column < size; column += Tile)
            {
                One(
                    ref Unsafe.Add(ref a, row * aStride), ref Unsafe.Add(ref b, column), bStride, Math.Clamp(rows + reach, 0, length),
                    ref Unsafe.Add(ref c, (row * cStride) + column));
            }
        }
    }

    private static void Pack(ref float b, nint bStride, int rows, ref float tile, int size)
    {
        for (int k = 0; k < rows; k++)
        {
            for (int column = 0; column < size; column += Tile)
            {
                LoadUnsafe(ref b, (nuint)column).StoreUnsafe(ref tile, (nuint)column);
                LoadUnsafe(ref b, (nuint)column + 8).StoreUnsafe(ref tile, (nuint)column + 8);
            }
            b = ref Unsafe.Add(ref b, bStride);
            tile = ref Unsafe.Add(ref tile, size);
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

    private static void EightWide(ref float a, nint aStride, ref float b, nint bStride, nint length, ref float c, nint cStride)
    {
        ref float x1 = ref Unsafe.Add(ref a, aStride), x2 = ref Unsafe.Add(ref x1, aStride), x3 = ref Unsafe.Add(ref x2, aStride);
        ref float x4 = ref Unsafe.Add(ref x3, aStride), x5 = ref Unsafe.Add(ref x4, aStride), x6 = ref Unsafe.Add(ref x5, aStride);
        ref float x7 = ref Unsafe.Add(ref x6, aStride);
        ref float c1 = ref Unsafe.Add(ref c, cStride), c2 = ref Unsafe.Add(ref c1, cStride), c3 = ref Unsafe.Add(ref c2, cStride);
        ref float c4 = ref Unsafe.Add(ref c3, cStride), c5 = ref Unsafe.Add(ref c4, cStride), c6 = ref Unsafe.Add(ref c5, cStride);
        ref float c7 = ref Unsafe.Add(ref c6, cStride);
        Vector512<float> m0 = Vector512.LoadUnsafe(ref c), m1 = Vector512.LoadUnsafe(ref c, 16);
        Vector512<float> n0 = Vector512.LoadUnsafe(ref c1), n1 = Vector512.LoadUnsafe(ref c1, 16);
        Vector512<float> o0 = Vector512.LoadUnsafe(ref c2), o1 = Vector512.LoadUnsafe(ref c2, 16);
        Vector512<float> p0 = Vector512.LoadUnsafe(ref c3), p1 = Vector512.LoadUnsafe(ref c3, 16);
        Vector512<float> q0 = Vector512.LoadUnsafe(ref c4), q1 = Vector512.LoadUnsafe(ref c4, 16);
        Vector512<float> r0 = Vector512.LoadUnsafe(ref c5), r1 = Vector512.LoadUnsafe(ref c5, 16);
        Vector512<float> s0 = Vector512.LoadUnsafe(ref c6), s1 = Vector512.LoadUnsafe(ref c6, 16);
        Vector512<float> t0 = Vector512.LoadUnsafe(ref c7), t1 = Vector512.LoadUnsafe(ref c7, 16);
        for (nint k = 0; k < length; k++)
        {
            Vector512<float> left = Vector512.LoadUnsafe(ref b), right = Vector512.LoadUnsafe(ref b, 16);
            Vector512<float> own = Vector512.Create(Unsafe.Add(ref a, k));
            m0 = Vector512.FusedMultiplyAdd(own, left, m0);
            m1 = Vector512.FusedMultiplyAdd(own, right, m1);
            own = Vector512.Create(Unsafe.Add(ref x1, k));
            n0 = Vector512.FusedMultiplyAdd(own, left, n0);
            n1 = Vector512.FusedMultiplyAdd(own, right, n1);
            own = Vector512.Create(Unsafe.Add(ref x2, k));
            o0 = Vector512.FusedMultiplyAdd(own, left, o0);
            o1 = Vector512.FusedMultiplyAdd(own, right, o1);
            own = Vector512.Create(Unsafe.Add(ref x3, k));
            p0 = Vector512.FusedMultiplyAdd(own, left, p0);
            p1 = Vector512.FusedMultiplyAdd(own, right, p1);
            own = Vector512.Create(Unsafe.Add(ref x4, k));
            q0 = Vector512.FusedMultiplyAdd(own, left, q0);
            q1 = Vector512.FusedMultiplyAdd(own, right, q1);
            own = Vector512.Create(Unsafe.Add(ref x5, k));
            r0 = Vector512.FusedMultiplyAdd(own, left, r0);
            r1 = Vector512.FusedMultiplyAdd(own, right, r1);
            own = Vector512.Create(Unsafe.Add(ref x6, k));
            s0 = Vector512.FusedMultiplyAdd(own, left, s0);
            s1 = Vector512.FusedMultiplyAdd(own, right, s1);
            own = Vector512.Create(Unsafe.Add(ref x7, k));
            t0 = Vector512.FusedMultiplyAdd(own, left, t0);
            t1 = Vector512.FusedMultiplyAdd(own, right, t1);
            b = ref Unsafe.Add(ref b, bStride);
        }
        m0.StoreUnsafe(ref c);
        m1.StoreUnsafe(ref c, 16);
        n0.StoreUnsafe(ref c1);
        n1.StoreUnsafe(ref c1, 16);
        o0.StoreUnsafe(ref c2);
        o1.StoreUnsafe(ref c2, 16);
        p0.StoreUnsafe(ref c3);
        p1.StoreUnsafe(ref c3, 16);
        q0.StoreUnsafe(ref c4);
        q1.StoreUnsafe(ref c4, 16);
        r0.StoreUnsafe(ref c5);
        r1.StoreUnsafe(ref c5, 16);
        s0.StoreUnsafe(ref c6);
        s1.StoreUnsafe(ref c6, 16);
        t0.StoreUnsafe(ref c7);
        t1.StoreUnsafe(ref c7, 16);
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
