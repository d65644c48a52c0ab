using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Learners.Neighbours;

/// <summary>
/// The labelled rows nearest to each row of a matrix; a new label is compared with the nearest rows so far, and old pairs are not computed again.
/// </summary>
/// <remarks>Ties go to the row that comes first in the data set.</remarks>
internal sealed class NearestRows(int most)
{
    private Items? _items;
    private FeatureMatrix? _target;
    private bool[] _known = [];
    private int[] _nearest = [];
    private float[] _squares = [];

    /// <summary>Number of labelled rows that are known.</summary>
    public int Known { get; private set; }

    /// <summary>Begins an episode, without labelled rows.</summary>
    /// <param name="items">The labelled rows are among them.</param>
    /// <param name="target">Rows whose neighbours are sought.</param>
    public void Start(Items items, FeatureMatrix target)
    {
        _items = items;
        _target = target;
        if (_known.Length < items.Features.Rows)
        {
            _known = new bool[items.Features.Rows];
        }
        if (_nearest.Length < target.Rows * most)
        {
            _nearest = new int[target.Rows * most];
            _squares = new float[target.Rows * most];
        }
        Clear();
    }

    /// <summary>Makes these the labelled rows.</summary>
    /// <param name="rows">Distinct pool rows in any order.</param>
    public void Label(ReadOnlySpan<int> rows)
    {
        int same = 0;
        foreach (int row in rows)
        {
            same += _known[row] ? 1 : 0;
        }
        if (same < Known)
        {
            Clear();
        }
        foreach (int row in rows)
        {
            if (!_known[row])
            {
                Add(row);
            }
        }
    }

    /// <summary>The nearest labelled rows of one row, nearest first: as many as asked for, or all if there are fewer.</summary>
    /// <param name="row">Row of the target.</param>
    public ReadOnlySpan<int> Of(int row) => _nearest.AsSpan(row * most, Math.Min(most, Known));

    /// <summary>Squared distance of a row to the nearest labelled one; there is at least one.</summary>
    /// <param name="row">Row of the target.</param>
    public float SquaredDistance(int row) => _squares[row * most];

    private void Clear()
    {
        Known = 0;
        Array.Clear(_known);
    }

    private void Add(int labelled)
    {
        ReadOnlySpan<float> x = _items!.Features.Row(labelled);
        int filled = Math.Min(most, Known);
        for (int i = 0; i < _target!.Rows; i++)
        {
            Insert(i * most, filled, labelled, VectorMath.SquaredDistance(x, _target.Row(i)));
        }
        _known[labelled] = true;
        Known++;
    }

    private void Insert(int first, int filled, int labelled, float square)
    {
        int place = first + filled;
        while (place > first && IsBefore(labelled, square, place - 1))
        {
            place--;
        }
        int last = first + Math.Min(filled, most - 1);
        if (place > last)
        {
            return;
        }
        for (int i = last; i > place; i--)
        {
            _nearest[i] = _nearest[i - 1];
            _squares[i] = _squares[i - 1];
        }
        _nearest[place] = labelled;
        _squares[place] = square;
    }

    private bool IsBefore(int labelled, float square, int place) =>
        square < _squares[place] || (square == _squares[place] && _items!.Rows[labelled] < _items.Rows[_nearest[place]]);
}
