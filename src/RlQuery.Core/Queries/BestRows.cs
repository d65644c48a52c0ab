namespace RlQuery.Core.Queries;

/// <summary>Keeps the rows with the highest scores of all that are shown; several threads may show some at once, in any order.</summary>
/// <param name="most">How many are kept, at least 1.</param>
internal sealed class BestRows(int most)
{
    private readonly Lock _adding = new();
    private ulong[] _keys = [];
    private ulong _last = ulong.MaxValue;

    /// <summary>Shows candidates.</summary>
    /// <param name="rows">Row of the table of each item.</param>
    /// <param name="candidates">Items.</param>
    /// <param name="scores">Score of each candidate, never NaN.</param>
    public void Add(int[] rows, ReadOnlySpan<int> candidates, ReadOnlySpan<float> scores)
    {
        // A row that is no better than so many others need not be looked at again.
        ulong last = Volatile.Read(ref _last);
        var keys = new List<ulong>();
        for (int i = 0; i < candidates.Length; i++)
        {
            // Keys ascend as scores descend, and hold the row: of equal scores that of the lowest row is the better.
            ulong key = ((ulong)Descending(scores[i]) << 32) | (uint)rows[candidates[i]];
            if (key < last)
            {
                keys.Add(key);
            }
        }
        keys.Sort();
        lock (_adding)
        {
            ulong[] all = [.. _keys, .. keys.Take(most)];
            Array.Sort(all);
            _keys = all[..Math.Min(most, all.Length)];
            if (_keys.Length == most)
            {
                Volatile.Write(ref _last, _keys[^1]);
            }
        }
    }

    /// <summary>The rows that were kept, best first.</summary>
    public int[] Rows() => Array.ConvertAll(_keys, key => (int)(uint)key);

    // Bits that ascend as scores descend.
    private static uint Descending(float score)
    {
        uint bits = BitConverter.SingleToUInt32Bits(score);
        return (bits & 0x8000_0000) != 0 ? bits : ~bits & 0x7FFF_FFFF;
    }
}
