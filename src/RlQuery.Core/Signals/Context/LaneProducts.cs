using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RlQuery.Core.Signals.Context;

/// <summary>Products of one row with many that lie side by side in lanes: how far a label of the one moves the scores of the others.</summary>
internal static class LaneProducts
{
    /// <summary>Number of lanes that hold some rows: a multiple of eight.</summary>
    /// <param name="rows">Number of rows.</param>
    public static int Lanes(int rows) => (rows + 7) / 8 * 8;

    /// <summary>Writes rows side by side; lanes without a row hold zeros.</summary>
    /// <param name="rows">Row-major [rows x width].</param>
    /// <param name="width">Values of a row.</param>
    /// <param name="columns">Receives [width x lanes].</param>
    public static void Transpose(ReadOnlySpan<float> rows, int width, Span<float> columns)
    {
        int lanes = columns.Length / width;
        columns.Clear();
        for (int u = 0, place = 0; place < rows.Length; u++)
        {
            for (int j = 0; j < width; j++, place++)
            {
                columns[(j * lanes) + u] = rows[place];
            }
        }
    }

    /// <summary>products[lane] = Σ_j z[j] columns[j, lane].</summary>
    /// <param name="z">One row [width].</param>
    /// <param name="columns">The others [width x lanes]; lanes come in eights.</param>
    /// <param name="products">Receives one value for each of the first lanes; as many as come in eights.</param>
    public static void Fill(ReadOnlySpan<float> z, ReadOnlySpan<float> columns, Span<float> products)
    {
        ref float target = ref MemoryMarshal.GetReference(products);
        nuint stride = (nuint)(columns.Length / z.Length);
        nuint lanes = (nuint)products.Length;
        nuint lane = 0;
        // Eight vectors stay in registers.
        for (; lane + 64 <= lanes; lane += 64)
        {
            ref float column = ref Unsafe.Add(ref MemoryMarshal.GetReference(columns), lane);
            Vector256<float> a = Vector256<float>.Zero, b = a, c = a, d = a, e = a, f = a, g = a, h = a;
            foreach (float value in z)
            {
                Vector256<float> own = Vector256.Create(value);
                a = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column), a);
                b = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 8), b);
                c = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 16), c);
                d = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 24), d);
                e = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 32), e);
                f = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 40), f);
                g = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 48), g);
                h = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 56), h);
                column = ref Unsafe.Add(ref column, stride);
            }
            a.StoreUnsafe(ref target, lane);
            b.StoreUnsafe(ref target, lane + 8);
            c.StoreUnsafe(ref target, lane + 16);
            d.StoreUnsafe(ref target, lane + 24);
            e.StoreUnsafe(ref target, lane + 32);
            f.StoreUnsafe(ref target, lane + 40);
            g.StoreUnsafe(ref target, lane + 48);
            h.StoreUnsafe(ref target, lane + 56);
        }
        for (; lane < lanes; lane += 8)
        {
            ref float column = ref Unsafe.Add(ref MemoryMarshal.GetReference(columns), lane);
            Vector256<float> sum = Vector256<float>.Zero;
            foreach (float value in z)
            {
                sum = Vector256.FusedMultiplyAdd(Vector256.Create(value), Vector256.LoadUnsafe(ref column), sum);
                column = ref Unsafe.Add(ref column, stride);
            }
            sum.StoreUnsafe(ref target, lane);
        }
    }
}
