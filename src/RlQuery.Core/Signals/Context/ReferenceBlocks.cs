using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Data;

namespace RlQuery.Core.Signals.Context;

/// <summary>Some rows of a pool side by side, so that the distances of another row to all of them are measured in one pass.</summary>
internal sealed class ReferenceBlocks
{
    private float[] _blocks = [];
    private int _lanes;
    private int _columns;

    /// <summary>Takes in the rows.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="places">Rows of it.</param>
    public void Fill(FeatureMatrix pool, ReadOnlySpan<int> places)
    {
        _columns = pool.Columns;
        _lanes = NearestRow.Length(places.Length);
        Span<float> blocks = Buffers.Reserve(ref _blocks, _lanes * _columns);
        blocks.Clear();
        for (int i = 0; i < places.Length; i++)
        {
            ReadOnlySpan<float> row = pool.Row(places[i]);
            int start = (i / FeatureMatrix.BlockRows * FeatureMatrix.BlockRows * _columns) + (i % FeatureMatrix.BlockRows);
            for (int j = 0; j < row.Length; j++)
            {
                blocks[start + (j * FeatureMatrix.BlockRows)] = row[j];
            }
        }
    }

    /// <summary>Measures the squared distances of a row to those that were taken in.</summary>
    /// <param name="row">The row [columns].</param>
    /// <param name="squared">Receives them, in whole blocks of rows: at least <see cref="NearestRow.Length"/> values.</param>
    public void Measure(ReadOnlySpan<float> row, Span<float> squared)
    {
        for (int start = 0; start < _lanes; start += FeatureMatrix.BlockRows)
        {
            Measure(_blocks.AsSpan(start * _columns, FeatureMatrix.BlockRows * _columns), row, ref squared[start..][FeatureMatrix.BlockRows - 1]);
        }
    }

    private static void Measure(ReadOnlySpan<float> block, ReadOnlySpan<float> row, ref float last)
    {
        ref float x = ref MemoryMarshal.GetReference(block);
        ref float squared = ref Unsafe.Subtract(ref last, FeatureMatrix.BlockRows - 1);
        Vector256<float> a = Vector256<float>.Zero, b = a, c = a, d = a;
        foreach (float value in row)
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
        a.StoreUnsafe(ref squared);
        b.StoreUnsafe(ref squared, 8);
        c.StoreUnsafe(ref squared, 16);
        d.StoreUnsafe(ref squared, 24);
    }
}
