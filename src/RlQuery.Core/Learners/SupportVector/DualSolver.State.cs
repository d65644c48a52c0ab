namespace RlQuery.Core.Learners.SupportVector;

/// <content>What the solver knows of each example. Positions change when examples are left out; those that are left out stand at the end.</content>
internal sealed partial class DualSolver
{
    // Rows are processed eight at a time; what lies beyond the examples is excluded like what was shrunk.
    private const int Lanes = 8;

    private IKernelRows? _kernel;
    private int _count;
    private int _active;
    private int _solves;
    private double[] _violation = [];
    private double[] _rise = [];
    private double[] _fall = [];
    private double[] _alpha = [];
    private double[] _sign = [];
    private double[] _bound = [];
    private double[] _pull = [];
    private Status[] _status = [];
    private int[] _example = [];
    private int[] _row = [];
    private int[] _column = [];
    private float[]?[] _cache = [];
    private int[] _cachedIn = [];
    private int[] _cached = [];
    private int _cachedCount;

    private enum Status : byte
    {
        Lower,
        Free,
        Upper,
    }

    private bool CanRise(int k) => _status[k] == Status.Free || _status[k] == (_sign[k] > 0 ? Status.Lower : Status.Upper);

    private bool CanFall(int k) => _status[k] == Status.Free || _status[k] == (_sign[k] > 0 ? Status.Upper : Status.Lower);

    private void SetStatus(int k)
    {
        _status[k] = _alpha[k] >= _bound[k] ? Status.Upper : _alpha[k] <= 0 ? Status.Lower : Status.Free;
        _rise[k] = CanRise(k) ? 0 : double.NegativeInfinity;
        _fall[k] = CanFall(k) ? 0 : double.PositiveInfinity;
    }

    private void Exclude(int k)
    {
        _rise[k] = double.NegativeInfinity;
        _fall[k] = double.PositiveInfinity;
    }

    private void Load(
        ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, ReadOnlySpan<double> signs, ReadOnlySpan<double> bounds, ReadOnlySpan<double> multipliers)
    {
        _count = rows.Length;
        _active = _count;
        _solves++;
        _cachedCount = 0;
        Reserve();
        rows.CopyTo(_row);
        columns.CopyTo(_column);
        signs.CopyTo(_sign);
        bounds.CopyTo(_bound);
        multipliers.CopyTo(_alpha);
        signs.CopyTo(_violation);
        for (int k = 0; k < _count; k++)
        {
            _example[k] = k;
            SetStatus(k);
        }
        for (int k = _count; k < _violation.Length && k < _count + Lanes; k++)
        {
            _violation[k] = 0;
            Exclude(k);
        }
        for (int i = 0; i < _count; i++)
        {
            if (_alpha[i] > 0)
            {
                double weight = _sign[i] * _alpha[i];
                ReadOnlySpan<float> row = KernelRow(i);
                for (int j = 0; j < _count; j++)
                {
                    _violation[j] -= weight * row[j];
                }
            }
        }
    }

    private void Reserve()
    {
        if (_violation.Length >= _count + Lanes)
        {
            return;
        }
        int capacity = (Math.Max(_count + Lanes, 2 * _violation.Length) + Lanes - 1) / Lanes * Lanes;
        _violation = new double[capacity];
        _rise = new double[capacity];
        _fall = new double[capacity];
        _alpha = new double[capacity];
        _sign = new double[capacity];
        _bound = new double[capacity];
        _pull = new double[capacity];
        _status = new Status[capacity];
        _example = new int[capacity];
        _row = new int[capacity];
        _column = new int[capacity];
        // Rows that were needed once will be needed in the next episode.
        float[]?[] outgrown = _cache;
        _cache = new float[capacity][];
        for (int i = 0; i < outgrown.Length; i++)
        {
            _cache[i] = outgrown[i] is null ? null : new float[capacity];
        }
        _cachedIn = new int[capacity];
        _cached = new int[capacity];
    }

    // The kernel of the example at a position with those at all positions.
    private ReadOnlySpan<float> KernelRow(int position)
    {
        int example = _example[position];
        float[] row = _cache[example] ??= new float[_violation.Length];
        if (_cachedIn[example] != _solves)
        {
            _cachedIn[example] = _solves;
            _cached[_cachedCount++] = example;
            ReadOnlySpan<float> source = _kernel!.Row(_row[position]);
            for (int k = 0; k < _count; k++)
            {
                row[k] = source[_column[k]];
            }
        }
        return row;
    }

    private void Swap(int i, int j)
    {
        (_violation[i], _violation[j]) = (_violation[j], _violation[i]);
        (_rise[i], _rise[j]) = (_rise[j], _rise[i]);
        (_fall[i], _fall[j]) = (_fall[j], _fall[i]);
        (_alpha[i], _alpha[j]) = (_alpha[j], _alpha[i]);
        (_sign[i], _sign[j]) = (_sign[j], _sign[i]);
        (_bound[i], _bound[j]) = (_bound[j], _bound[i]);
        (_status[i], _status[j]) = (_status[j], _status[i]);
        (_example[i], _example[j]) = (_example[j], _example[i]);
        (_row[i], _row[j]) = (_row[j], _row[i]);
        (_column[i], _column[j]) = (_column[j], _column[i]);
        foreach (int example in _cached.AsSpan(0, _cachedCount))
        {
            float[] row = _cache[example]!;
            (row[i], row[j]) = (row[j], row[i]);
        }
    }
}
