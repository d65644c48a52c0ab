using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Data;

namespace RlQuery.Core.Signals.Context;

/// <summary>Updates the squared distance from every pool row to the nearest of some rows when a row is added.</summary>
internal static class NearestRow
{
    /// <summary>Length of a buffer of distances: whole blocks of rows.</summary>
    /// <param name="rows">Rows of the pool.</param>
    public static int Length(int rows) => (rows + FeatureMatrix.BlockRows - 1) / FeatureMatrix.BlockRows * FeatureMatrix.BlockRows;

    /// <summary>Lowers distances to those of another row.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="added">The row [columns].</param>
    /// <param name="block">Scratch, grown as needed.</param>
    /// <param name="nearest">Squared distances, of <see cref="Length"/>.</param>
    public static void Lower(FeatureMatrix pool, ReadOnlySpan<float> added, ref float[] block, Span<float> nearest)
    {
        if (block.Length < pool.Columns * FeatureMatrix.BlockRows)
        {
            block = new float[pool.Columns * FeatureMatrix.BlockRows];
        }
        for (int start = 0; start < pool.Rows; start += FeatureMatrix.BlockRows)
        {
            Measure(pool.Block(start / FeatureMatrix.BlockRows, block), added, ref nearest[start]);
        }
    }

    // The minimum of the known and the new squared distance, for a block of rows.
    private static void Measure(ReadOnlySpan<float> block, ReadOnlySpan<float> added, ref float nearest)
    {
        ref float x = ref MemoryMarshal.GetReference(block);
        Vector256<float> a = Vector256<float>.Zero, b = a, c = a, d = a;
        foreach (float value in added)
        {
            Vector256<float> own = Vector256.Create(value);
            Vector256<float> e = Vector256.LoadUnsafe(ref x) - own, f = Vector256.LoadUnsafe(ref x, 8) - own;
            Vector256<float> g = Vector256.LoadUnsafe(ref x, 16) - own, h = Vector256.LoadUnsafe(ref x, 24) - own;
            a = Vector256.FusedMultiplyAdd(e, e, a);
            b = Vector256.FusedMultiplyAdd(f, f, b);
            c = Vector256.FusedMultiplyAdd(g, g, c);
            d = Vector256.FusedMultiplyAdd(h, h, d);
            x = ref Unsafe.Add(ref x, FeatureMatrix.BlockRows);
        }
        Vector256.Min(a, Vector256.LoadUnsafe(ref nearest)).StoreUnsafe(ref nearest);
        Vector256.Min(b, Vector256.LoadUnsafe(ref nearest, 8)).StoreUnsafe(ref nearest, 8);
        Vector256.Min(c, Vector256.LoadUnsafe(ref nearest, 16)).StoreUnsafe(ref nearest, 16);
        Vector256.Min(d, Vector256.LoadUnsafe(ref nearest, 24)).StoreUnsafe(ref nearest, 24);
    }
}
