using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>A pool's rows in a random order that depends on the seed and on which rows of the data set they are, not on their places in the pool.</summary>
internal sealed class RowLots
{
    private ulong[] _lots = [];
    private int[] _order = [];
    private int _rows;

    /// <summary>Pool rows, in the order that was drawn.</summary>
    public ReadOnlySpan<int> Order => _order.AsSpan(0, _rows);

    public void Draw(Items items, ulong seed)
    {
        _rows = items.Features.Rows;
        if (_order.Length < _rows)
        {
            _lots = new ulong[_rows];
            _order = new int[_rows];
        }
        for (int i = 0; i < _rows; i++)
        {
            _lots[i] = SeedSequence.Child(seed, (ulong)items.Rows[i]);
            _order[i] = i;
        }
        _lots.AsSpan(0, _rows).Sort(_order.AsSpan(0, _rows));
    }
}
