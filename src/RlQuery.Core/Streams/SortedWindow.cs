namespace RlQuery.Core.Streams;

/// <summary>The latest values, in their order and sorted.</summary>
internal sealed class SortedWindow(int size)
{
    private readonly double[] _latest = new double[size];
    private readonly double[] _sorted = new double[size];
    private long _added;

    public int Count => (int)Math.Min(_added, _latest.Length);

    public double Range => Count == 0 ? 0 : _sorted[Count - 1] - _sorted[0];

    /// <summary>Adds a value, and drops the oldest of a full window.</summary>
    public void Add(double value)
    {
        int place = (int)(_added % _latest.Length);
        int count = Count;
        if (count == _latest.Length)
        {
            int old = Array.BinarySearch(_sorted, 0, count, _latest[place]);
            Array.Copy(_sorted, old + 1, _sorted, old, --count - old);
        }
        int found = Array.BinarySearch(_sorted, 0, count, value);
        int at = found < 0 ? ~found : found;
        Array.Copy(_sorted, at, _sorted, at + 1, count - at);
        _sorted[at] = value;
        _latest[place] = value;
        _added++;
    }

    /// <summary>A quantile, interpolated between the two nearest values as numpy's default.</summary>
    /// <param name="level">0..1; there is at least one value.</param>
    public double Quantile(double level)
    {
        double place = level * (Count - 1);
        int low = (int)place;
        return low + 1 >= Count ? _sorted[Count - 1] : _sorted[low] + ((place - low) * (_sorted[low + 1] - _sorted[low]));
    }

    /// <summary>Share of the values that are below one, those equal to it counted half; a half of none.</summary>
    public double Rank(double value)
    {
        int count = Count;
        if (count == 0)
        {
            return 0.5;
        }
        int below = Lower(value, count);
        int upTo = below;
        while (upTo < count && _sorted[upTo] == value)
        {
            upTo++;
        }
        return (below + ((upTo - below) / 2.0)) / count;
    }

    public void Exchange(StreamState state)
    {
        state.Number(ref _added);
        state.Numbers(_latest);
        state.Numbers(_sorted);
    }

    private int Lower(double value, int count)
    {
        int low = 0;
        int high = count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
