using RlQuery.Core.Data;

namespace RlQuery.Core.Learners.Trees;

/// <summary>Every feature of the labelled rows in ascending order; a new label is inserted, the others stay.</summary>
/// <remarks>Labelled rows go by their number in the order of labelling, which also orders equal values.</remarks>
internal sealed class SortedColumns
{
    private FeatureMatrix? _pool;
    private int[] _rows = [];
    private float[] _values = [];
    private int[] _order = [];
    private int[] _places = [];
    private int _capacity;
    private int _columns;

    /// <summary>Number of labelled rows.</summary>
    public int Count { get; private set; }

    /// <summary>A feature's values, ascending.</summary>
    public ReadOnlySpan<float> Values(int feature) => _values.AsSpan(feature * _capacity, Count);

    /// <summary>Which labelled row has each of <see cref="Values"/>.</summary>
    public ReadOnlySpan<int> Order(int feature) => _order.AsSpan(feature * _capacity, Count);

    /// <summary>Where in <see cref="Values"/> each labelled row is.</summary>
    public ReadOnlySpan<int> Places(int feature) => _places.AsSpan(feature * _capacity, Count);

    /// <summary>Begins an episode.</summary>
    public void Start(FeatureMatrix pool)
    {
        _pool = pool;
        Count = 0;
        // Buffers that are too narrow for these columns are allocated again with the first labels.
        _capacity = pool.Columns == _columns ? _capacity : 0;
        _columns = pool.Columns;
    }

    /// <summary>Takes the labelled rows; those of the last call stay where they are if they come first.</summary>
    public void Label(ReadOnlySpan<int> rows)
    {
        int known = rows.StartsWith(_rows.AsSpan(0, Count)) ? Count : 0;
        Count = known;
        if (_capacity < rows.Length)
        {
            Widen(rows.Length);
        }
        rows.CopyTo(_rows);
        for (; Count < rows.Length; Count++)
        {
            Insert(_pool!.Row(rows[Count]));
        }
        for (int feature = 0; feature < _columns && known < Count; feature++)
        {
            Span<int> places = _places.AsSpan(feature * _capacity, Count);
            ReadOnlySpan<int> order = Order(feature);
            for (int place = 0; place < order.Length; place++)
            {
                places[order[place]] = place;
            }
        }
    }

    private void Insert(ReadOnlySpan<float> row)
    {
        for (int feature = 0; feature < row.Length; feature++)
        {
            Span<float> values = _values.AsSpan(feature * _capacity, Count + 1);
            Span<int> order = _order.AsSpan(feature * _capacity, Count + 1);
            int low = 0;
            for (int high = Count; low < high;)
            {
                int middle = (low + high) / 2;
                (low, high) = values[middle] <= row[feature] ? (middle + 1, high) : (low, middle);
            }
            values[low..Count].CopyTo(values[(low + 1)..]);
            order[low..Count].CopyTo(order[(low + 1)..]);
            values[low] = row[feature];
            order[low] = Count;
        }
    }

    private void Widen(int rows)
    {
        int capacity = Math.Max(64, rows * 2);
        if (_rows.Length < capacity)
        {
            Array.Resize(ref _rows, capacity);
        }
        capacity = _rows.Length;
        if (_values.Length < _columns * capacity)
        {
            Array.Resize(ref _values, _columns * capacity);
            Array.Resize(ref _order, _columns * capacity);
            Array.Resize(ref _places, _columns * capacity);
        }
        // Last column first: it moves farthest.
        for (int feature = _columns - 1; feature > 0 && Count > 0; feature--)
        {
            _values.AsSpan(feature * _capacity, Count).CopyTo(_values.AsSpan(feature * capacity));
            _order.AsSpan(feature * _capacity, Count).CopyTo(_order.AsSpan(feature * capacity));
        }
        _capacity = capacity;
    }
}
