using RlQuery.Core.Numerics;

namespace RlQuery.Core.Queries;

/// <summary>Rows of a table in a random order that depends on the seed and on which rows they are. It is drawn once, when it is first asked for.</summary>
/// <param name="rows">Rows of the table, ascending.</param>
internal sealed class DealtRows(int[] rows)
{
    private readonly Lock _drawing = new();
    private int[]? _dealt;
    private int[]? _ranks;
    private ulong _seed;

    /// <summary>The rows in their order; the same array as long as it is asked for with one seed.</summary>
    /// <param name="seed">Seed of the order.</param>
    public int[] Of(ulong seed)
    {
        lock (_drawing)
        {
            if (_dealt is null || seed != _seed)
            {
                int[] dealt = [.. rows];
                ulong[] lots = Array.ConvertAll(rows, row => SeedSequence.Child(seed, (ulong)row));
                Array.Sort(lots, dealt);
                (_dealt, _ranks, _seed) = (dealt, null, seed);
            }
            return _dealt;
        }
    }

    /// <summary>The place that each row of the table has in the order; of those that are not among the rows it says nothing.</summary>
    /// <param name="seed">Seed of the order.</param>
    public int[] Ranks(ulong seed)
    {
        lock (_drawing)
        {
            int[] dealt = Of(seed);
            if (_ranks is null)
            {
                _ranks = new int[rows[^1] + 1];
                for (int rank = 0; rank < dealt.Length; rank++)
                {
                    _ranks[dealt[rank]] = rank;
                }
            }
            return _ranks;
        }
    }
}
