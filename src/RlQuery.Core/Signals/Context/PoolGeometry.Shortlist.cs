using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <content>
/// Shortlists of large tables, which change with every answer, and pools of wide rows. Distances are measured many at a time: faster than one by one, but
/// not the same to the last bit.
/// </content>
public sealed partial class PoolGeometry
{
    private readonly ReferenceBlocks _blocks = new();
    private float[] _squared = [];
    private int[] _ordinals = [];

    private void CompareWithBlocks(Items items, ulong seed)
    {
        DrawReference(items, seed);
        FeatureMatrix pool = items.Features;
        _blocks.Fill(pool, _reference);
        Span<int> ordinals = Buffers.Reserve(ref _ordinals, PerRow);
        Span<float> squared = Buffers.Reserve(ref _squared, ReferenceSize);
        for (int i = 0, reference = 0; i < _rows; i++)
        {
            _blocks.Measure(pool.Row(i), squared);
            int others = squared.Length;
            if (reference < ReferenceSize && _reference[reference] == i)
            {
                // It is no neighbour of itself.
                squared[reference++] = float.PositiveInfinity;
                others--;
            }
            Span<float> nearest = _nearest.AsSpan(i * PerRow, PerRow);
            // A row is at distance 0 from itself.
            _similarity[i] = (1 + Compare(squared, nearest, ordinals)) / (others + 1);
            _found[i] = PerRow;
            for (int j = 0; j < PerRow; j++)
            {
                _neighbours[(i * PerRow) + j] = _reference[ordinals[j]];
            }
        }
    }

    private void CompareByProducts(PoolProducts products)
    {
        Span<int> ordinals = Buffers.Reserve(ref _ordinals, PerRow);
        Span<float> squared = Buffers.Reserve(ref _squared, products.Stride);
        for (int i = 0; i < _rows; i++)
        {
            products.Measure(i, squared);
            // It is no neighbour of itself.
            squared[i] = float.PositiveInfinity;
            _similarity[i] = (1 + Compare(squared, _nearest.AsSpan(i * PerRow, PerRow), ordinals)) / _rows;
            _found[i] = PerRow;
            ordinals[..PerRow].CopyTo(_neighbours.AsSpan(i * PerRow, PerRow));
        }
    }

    // The sum of 1 / (1 + distance), and the nearest rows.
    private static float Compare(ReadOnlySpan<float> squared, Span<float> nearest, Span<int> ordinals)
    {
        ref float first = ref MemoryMarshal.GetReference(squared);
        Vector256<float> sum = Vector256<float>.Zero;
        nearest.Fill(float.PositiveInfinity);
        for (int start = 0; start < squared.Length; start += 8)
        {
            Vector256<float> part = Vector256.LoadUnsafe(ref first, (nuint)start);
            sum += Vector256<float>.One / (Vector256<float>.One + Vector256.Sqrt(part));
            if (Vector256.LessThanAny(part, Vector256.Create(nearest[^1])))
            {
                for (int i = start; i < start + 8; i++)
                {
                    if (squared[i] < nearest[^1])
                    {
                        Note(squared[i], i, nearest, ordinals);
                    }
                }
            }
        }
        return VectorMath.Sum(sum);
    }

    // Of equally near rows the lowest are kept.
    private static void Note(float squared, int ordinal, Span<float> nearest, Span<int> ordinals)
    {
        int place = nearest.Length - 1;
        for (; place > 0 && nearest[place - 1] > squared; place--)
        {
            nearest[place] = nearest[place - 1];
            ordinals[place] = ordinals[place - 1];
        }
        (nearest[place], ordinals[place]) = (squared, ordinal);
    }
}
