using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector256;

namespace RlQuery.Core.Learners;

/// <summary>
/// Products with the labelled rows X [n x w] of a <see cref="PaddedDesign"/>, in tiles of four that stay in registers; tiles of zeros are left out.
/// </summary>
internal static class DesignProducts
{
    /// <summary>X v.</summary>
    /// <param name="design">X.</param>
    /// <param name="vector">v [stride].</param>
    /// <param name="result">Receives [padded rows].</param>
    public static void Multiply(PaddedDesign design, ReadOnlySpan<double> vector, Span<double> result)
    {
        ref double v = ref MemoryMarshal.GetReference(vector);
        ref double y = ref MemoryMarshal.GetReference(result);
        nuint stride = (nuint)design.Stride;
        for (int i = 0; i < design.PaddedRows; i += 4)
        {
            ref double x = ref Unsafe.Add(ref design.Reference, (nuint)i * stride);
            Vector256<double> a = Vector256<double>.Zero, b = a, c = a, d = a;
            nuint reach = (nuint)design.Reach(i);
            nuint last = reach < stride ? (nuint)design.LastTile : stride;
            for (nuint j = 0; j < stride; j = j + 4 == reach ? last : j + 4)
            {
                Vector256<double> w = LoadUnsafe(ref v, j);
                a = FusedMultiplyAdd(LoadUnsafe(ref x, j), w, a);
                b = FusedMultiplyAdd(LoadUnsafe(ref x, stride + j), w, b);
                c = FusedMultiplyAdd(LoadUnsafe(ref x, (2 * stride) + j), w, c);
                d = FusedMultiplyAdd(LoadUnsafe(ref x, (3 * stride) + j), w, d);
            }
            Create(Total(a), Total(b), Total(c), Total(d)).StoreUnsafe(ref y, (nuint)i);
        }
    }

    /// <summary>y += Xᵀ f.</summary>
    /// <param name="design">X.</param>
    /// <param name="factors">f [padded rows].</param>
    /// <param name="target">y [stride].</param>
    public static void AddTransposed(PaddedDesign design, ReadOnlySpan<double> factors, Span<double> target)
    {
        ref double y = ref MemoryMarshal.GetReference(target);
        ref double f = ref MemoryMarshal.GetReference(factors);
        nuint stride = (nuint)design.Stride;
        for (nuint j = 0; j < stride; j += 4)
        {
            ref double x = ref Unsafe.Add(ref design.Reference, j);
            Vector256<double> a = LoadUnsafe(ref y, j), b = Vector256<double>.Zero, c = b, d = b;
            for (nuint i = (nuint)design.FirstRow((int)j); i < (nuint)design.PaddedRows; i += 4)
            {
                a = FusedMultiplyAdd(Create(Unsafe.Add(ref f, i)), LoadUnsafe(ref x, i * stride), a);
                b = FusedMultiplyAdd(Create(Unsafe.Add(ref f, i + 1)), LoadUnsafe(ref x, (i + 1) * stride), b);
                c = FusedMultiplyAdd(Create(Unsafe.Add(ref f, i + 2)), LoadUnsafe(ref x, (i + 2) * stride), c);
                d = FusedMultiplyAdd(Create(Unsafe.Add(ref f, i + 3)), LoadUnsafe(ref x, (i + 3) * stride), d);
            }
            (a + b + (c + d)).StoreUnsafe(ref y, j);
        }
    }

    /// <summary>Xᵀ diag(f) X; the lower triangle and a little beyond it is written.</summary>
    /// <param name="design">X.</param>
    /// <param name="factors">f [padded rows].</param>
    /// <param name="target">Receives [stride x stride].</param>
    public static void Gram(PaddedDesign design, ReadOnlySpan<double> factors, Span<double> target)
    {
        ref double y = ref MemoryMarshal.GetReference(target);
        ref double f = ref MemoryMarshal.GetReference(factors);
        for (int j = 0; j < design.Stride; j += 4)
        {
            int first = design.FirstRow(j);
            int k = 0;
            for (; k + 4 <= j; k += 8)
            {
                GramTile(design, ref f, ref y, j, k, Math.Max(first, Math.Min(design.FirstRow(k), design.FirstRow(k + 4))));
            }
            if (k <= j)
            {
                GramEdge(design, ref f, ref y, j, k, Math.Max(first, design.FirstRow(k)));
            }
        }
    }

    /// <summary>X W for several vectors at once.</summary>
    /// <param name="design">X.</param>
    /// <param name="vectors">W [stride x columns].</param>
    /// <param name="columns">A multiple of four.</param>
    /// <param name="result">Receives [padded rows x columns].</param>
    public static void MultiplyAll(PaddedDesign design, ReadOnlySpan<double> vectors, int columns, Span<double> result)
    {
        ref double w = ref MemoryMarshal.GetReference(vectors);
        ref double y = ref MemoryMarshal.GetReference(result);
        result[..(design.PaddedRows * columns)].Clear();
        for (int i = 0; i < design.PaddedRows; i += 4)
        {
            ref double x = ref Unsafe.Add(ref design.Reference, i * design.Stride);
            ref double target = ref Unsafe.Add(ref y, i * columns);
            int reach = design.Reach(i);
            AddTiles(ref x, (nuint)design.Stride, 1, ref w, reach, ref target, (nuint)columns);
            if (reach < design.Stride)
            {
                AddTiles(
                    ref Unsafe.Add(ref x, design.LastTile), (nuint)design.Stride, 1, ref Unsafe.Add(ref w, design.LastTile * columns), 4,
                    ref target, (nuint)columns);
            }
        }
    }

    /// <summary>Y += Xᵀ F for several vectors at once.</summary>
    /// <param name="design">X.</param>
    /// <param name="factors">F [padded rows x columns].</param>
    /// <param name="columns">A multiple of four.</param>
    /// <param name="target">Y [stride x columns].</param>
    public static void AddTransposedAll(PaddedDesign design, ReadOnlySpan<double> factors, int columns, Span<double> target)
    {
        ref double f = ref MemoryMarshal.GetReference(factors);
        ref double y = ref MemoryMarshal.GetReference(target);
        for (int j = 0; j < design.Stride; j += 4)
        {
            int first = design.FirstRow(j);
            AddTiles(ref Unsafe.Add(ref design.Reference, (first * design.Stride) + j), 1, (nuint)design.Stride, ref Unsafe.Add(ref f, first * columns),
                design.PaddedRows - first, ref Unsafe.Add(ref y, j * columns), (nuint)columns);
        }
    }

    // Four rows of the result: y[r, :] += Σ_i a[r * rowStep + i * step] b[i, :].
    private static void AddTiles(ref double a, nuint rowStep, nuint step, ref double b, int length, ref double y, nuint columns)
    {
        nuint column = 0;
        for (; column + 12 <= columns; column += 12)
        {
            WideTile(ref a, rowStep, step, ref Unsafe.Add(ref b, column), length, ref Unsafe.Add(ref y, column), columns);
        }
        for (; column < columns; column += 4)
        {
            NarrowTile(ref a, rowStep, step, ref Unsafe.Add(ref b, column), length, ref Unsafe.Add(ref y, column), columns);
        }
    }

    private static void WideTile(ref double a, nuint rowStep, nuint step, ref double b, int length, ref double y, nuint columns)
    {
        nuint second = columns, third = 2 * columns, fourth = 3 * columns;
        Vector256<double> p0 = LoadUnsafe(ref y), p1 = LoadUnsafe(ref y, 4), p2 = LoadUnsafe(ref y, 8);
        Vector256<double> q0 = LoadUnsafe(ref y, second), q1 = LoadUnsafe(ref y, second + 4), q2 = LoadUnsafe(ref y, second + 8);
        Vector256<double> r0 = LoadUnsafe(ref y, third), r1 = LoadUnsafe(ref y, third + 4), r2 = LoadUnsafe(ref y, third + 8);
        Vector256<double> s0 = LoadUnsafe(ref y, fourth), s1 = LoadUnsafe(ref y, fourth + 4), s2 = LoadUnsafe(ref y, fourth + 8);
        ref double x = ref a;
        ref double v = ref b;
        for (int i = 0; i < length; i++)
        {
            Vector256<double> v0 = LoadUnsafe(ref v), v1 = LoadUnsafe(ref v, 4), v2 = LoadUnsafe(ref v, 8);
            Vector256<double> f = Create(x);
            p0 = FusedMultiplyAdd(f, v0, p0);
            p1 = FusedMultiplyAdd(f, v1, p1);
            p2 = FusedMultiplyAdd(f, v2, p2);
            f = Create(Unsafe.Add(ref x, rowStep));
            q0 = FusedMultiplyAdd(f, v0, q0);
            q1 = FusedMultiplyAdd(f, v1, q1);
            q2 = FusedMultiplyAdd(f, v2, q2);
            f = Create(Unsafe.Add(ref x, 2 * rowStep));
            r0 = FusedMultiplyAdd(f, v0, r0);
            r1 = FusedMultiplyAdd(f, v1, r1);
            r2 = FusedMultiplyAdd(f, v2, r2);
            f = Create(Unsafe.Add(ref x, 3 * rowStep));
            s0 = FusedMultiplyAdd(f, v0, s0);
            s1 = FusedMultiplyAdd(f, v1, s1);
            s2 = FusedMultiplyAdd(f, v2, s2);
            x = ref Unsafe.Add(ref x, step);
            v = ref Unsafe.Add(ref v, columns);
        }
        p0.StoreUnsafe(ref y);
        p1.StoreUnsafe(ref y, 4);
        p2.StoreUnsafe(ref y, 8);
        q0.StoreUnsafe(ref y, second);
        q1.StoreUnsafe(ref y, second + 4);
        q2.StoreUnsafe(ref y, second + 8);
        r0.StoreUnsafe(ref y, third);
        r1.StoreUnsafe(ref y, third + 4);
        r2.StoreUnsafe(ref y, third + 8);
        s0.StoreUnsafe(ref y, fourth);
        s1.StoreUnsafe(ref y, fourth + 4);
        s2.StoreUnsafe(ref y, fourth + 8);
    }

    private static void NarrowTile(ref double a, nuint rowStep, nuint step, ref double b, int length, ref double y, nuint columns)
    {
        Vector256<double> p = LoadUnsafe(ref y), q = LoadUnsafe(ref y, columns), r = LoadUnsafe(ref y, 2 * columns), s = LoadUnsafe(ref y, 3 * columns);
        ref double x = ref a;
        ref double v = ref b;
        for (int i = 0; i < length; i++)
        {
            Vector256<double> one = LoadUnsafe(ref v);
            p = FusedMultiplyAdd(Create(x), one, p);
            q = FusedMultiplyAdd(Create(Unsafe.Add(ref x, rowStep)), one, q);
            r = FusedMultiplyAdd(Create(Unsafe.Add(ref x, 2 * rowStep)), one, r);
            s = FusedMultiplyAdd(Create(Unsafe.Add(ref x, 3 * rowStep)), one, s);
            x = ref Unsafe.Add(ref x, step);
            v = ref Unsafe.Add(ref v, columns);
        }
        p.StoreUnsafe(ref y);
        q.StoreUnsafe(ref y, columns);
        r.StoreUnsafe(ref y, 2 * columns);
        s.StoreUnsafe(ref y, 3 * columns);
    }

    // Rows j..j+3, columns k..k+7.
    private static void GramTile(PaddedDesign design, ref double f, ref double y, int row, int column, int first)
    {
        nuint stride = (nuint)design.Stride, j = (nuint)row, k = (nuint)column;
        ref double x = ref Unsafe.Add(ref design.Reference, first * design.Stride);
        Vector256<double> a0 = Vector256<double>.Zero, a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
        for (int i = first; i < design.Rows; i++)
        {
            Vector256<double> scale = Create(Unsafe.Add(ref f, i));
            Vector256<double> left = scale * LoadUnsafe(ref x, k), right = scale * LoadUnsafe(ref x, k + 4);
            Vector256<double> own = Create(Unsafe.Add(ref x, j));
            a0 = FusedMultiplyAdd(own, left, a0);
            a1 = FusedMultiplyAdd(own, right, a1);
            own = Create(Unsafe.Add(ref x, j + 1));
            b0 = FusedMultiplyAdd(own, left, b0);
            b1 = FusedMultiplyAdd(own, right, b1);
            own = Create(Unsafe.Add(ref x, j + 2));
            c0 = FusedMultiplyAdd(own, left, c0);
            c1 = FusedMultiplyAdd(own, right, c1);
            own = Create(Unsafe.Add(ref x, j + 3));
            d0 = FusedMultiplyAdd(own, left, d0);
            d1 = FusedMultiplyAdd(own, right, d1);
            x = ref Unsafe.Add(ref x, stride);
        }
        a0.StoreUnsafe(ref y, (j * stride) + k);
        a1.StoreUnsafe(ref y, (j * stride) + k + 4);
        b0.StoreUnsafe(ref y, ((j + 1) * stride) + k);
        b1.StoreUnsafe(ref y, ((j + 1) * stride) + k + 4);
        c0.StoreUnsafe(ref y, ((j + 2) * stride) + k);
        c1.StoreUnsafe(ref y, ((j + 2) * stride) + k + 4);
        d0.StoreUnsafe(ref y, ((j + 3) * stride) + k);
        d1.StoreUnsafe(ref y, ((j + 3) * stride) + k + 4);
    }

    // Rows j..j+3, columns k..k+3.
    private static void GramEdge(PaddedDesign design, ref double f, ref double y, int row, int column, int first)
    {
        nuint stride = (nuint)design.Stride, j = (nuint)row, k = (nuint)column;
        ref double x = ref Unsafe.Add(ref design.Reference, first * design.Stride);
        Vector256<double> a = Vector256<double>.Zero, b = a, c = a, d = a;
        for (int i = first; i < design.Rows; i++)
        {
            Vector256<double> one = Create(Unsafe.Add(ref f, i)) * LoadUnsafe(ref x, k);
            a = FusedMultiplyAdd(Create(Unsafe.Add(ref x, j)), one, a);
            b = FusedMultiplyAdd(Create(Unsafe.Add(ref x, j + 1)), one, b);
            c = FusedMultiplyAdd(Create(Unsafe.Add(ref x, j + 2)), one, c);
            d = FusedMultiplyAdd(Create(Unsafe.Add(ref x, j + 3)), one, d);
            x = ref Unsafe.Add(ref x, stride);
        }
        a.StoreUnsafe(ref y, (j * stride) + k);
        b.StoreUnsafe(ref y, ((j + 1) * stride) + k);
        c.StoreUnsafe(ref y, ((j + 2) * stride) + k);
        d.StoreUnsafe(ref y, ((j + 3) * stride) + k);
    }

    // The order of the additions is explicit, as in VectorMath.
    private static double Total(Vector256<double> v)
    {
        Vector128<double> half = v.GetLower() + v.GetUpper();
        return half[0] + half[1];
    }
}
