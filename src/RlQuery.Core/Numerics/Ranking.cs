using System.Buffers;

namespace RlQuery.Core.Numerics;

/// <summary>Ranks within a pool, which make raw distances comparable between data sets.</summary>
public static class Ranking
{
    /// <summary>Replaces values by ranks in [0, 1]: 0 for the smallest, 1 for the largest, the mean rank for ties, 0.5 for a single value.</summary>
    /// <param name="values">Values, none NaN.</param>
    /// <param name="keys">Scratch of at least the same length.</param>
    /// <param name="order">Scratch of at least the same length.</param>
    public static void ToRanks(Span<float> values, Span<float> keys, Span<int> order)
    {
        int count = values.Length;
        if (count <= 1)
        {
            values.Fill(0.5f);
            return;
        }
        keys = keys[..count];
        order = order[..count];
        Sort(values, keys, order);
        float scale = 1f / (count - 1);
        for (int start = 0; start < count;)
        {
            int end = start + 1;
            while (end < count && keys[end] == keys[start])
            {
                end++;
            }
            float rank = (start + end - 1) * 0.5f * scale;
            for (int i = start; i < end; i++)
            {
                values[order[i]] = rank;
            }
            start = end;
        }
    }

    // Radix sort by the four bytes of an order-preserving key; bytes that all keys share are skipped.
    private static void Sort(ReadOnlySpan<float> values, Span<float> sorted, Span<int> order)
    {
        const int SmallCount = 512;
        int count = values.Length;
        ulong[]? rented = count > SmallCount ? ArrayPool<ulong>.Shared.Rent(2 * count) : null;
        Span<ulong> from = rented ?? stackalloc ulong[2 * SmallCount];
        Span<ulong> to = from.Slice(count, count);
        from = from[..count];
        Span<int> counts = stackalloc int[4 * 256];
        counts.Clear();
        for (int i = 0; i < count; i++)
        {
            // Adding zero turns -0 into 0.
            uint bits = BitConverter.SingleToUInt32Bits(values[i] + 0f);
            uint key = bits ^ ((uint)((int)bits >> 31) | 0x80000000u);
            from[i] = ((ulong)(uint)i << 32) | key;
            counts[(int)(key & 255)]++;
            counts[256 + (int)((key >> 8) & 255)]++;
            counts[512 + (int)((key >> 16) & 255)]++;
            counts[768 + (int)(key >> 24)]++;
        }
        for (int digit = 0; digit < 4; digit++)
        {
            Span<int> places = counts.Slice(digit * 256, 256);
            if (places[(int)((from[0] >> (8 * digit)) & 255)] == count)
            {
                continue;
            }
            int place = 0;
            foreach (ref int bucket in places)
            {
                (bucket, place) = (place, place + bucket);
            }
            foreach (ulong entry in from)
            {
                to[places[(int)((entry >> (8 * digit)) & 255)]++] = entry;
            }
            Span<ulong> swap = from;
            from = to;
            to = swap;
        }
        for (int i = 0; i < count; i++)
        {
            order[i] = (int)(from[i] >> 32);
            sorted[i] = values[order[i]];
        }
        if (rented is not null)
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }
    }
}
