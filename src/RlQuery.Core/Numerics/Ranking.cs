namespace RlQuery.Core.Numerics;

/// <summary>Ranks within a pool: what makes a raw distance comparable between data sets.</summary>
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
        values.CopyTo(keys);
        for (int i = 0; i < count; i++)
        {
            order[i] = i;
        }
        keys.Sort(order);
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
}
