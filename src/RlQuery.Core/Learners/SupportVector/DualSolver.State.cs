using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RlQuery.Core.Learners.SupportVector;

/// <content>The solver's state of each example. Positions change when examples are shrunk; shrunk examples are at the end.</content>
internal sealed partial class DualSolver
{
    // Rows are processed eight at a time; padding is excluded like shrunk examples.
    private const int Lanes = 8;
    private const int Half = Lanes / 2;

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
    private float[] _gain = [];
    private Status[] _status = [];
    private int[] _example = [];
    private int[] _row = [];
    private int[] _column = [];
    private float[]?[] _cache = [];
    private int[] _cachedIn = [];
    private int[] _cached = [];
    private int _cachedCount;
    private (int, int)[] _swaps = [];
    private int _swapCount;

    // What is added to the violation of an example that can move, and of one that cannot.
    private static ReadOnlySpan<double> Barriers => [0, double.NegativeInfinity];

    private enum Status : byte
    {
        Lower,
        Free,
        Upper,
    }

    private bool CanRise(int k) => _status[k] == Status.Free || _status[k] == (_sign[k] > 0 ? Status.Lower : Status.Upper);

    private bool CanFall(int k) => _status[k] == Status.Free || _status[k] == (_sign[k] > 0 ? Status.Upper : Status.Lower);

    // Without branches, since they could not be predicted.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SetStatus(int k)
    {
        int upper = _alpha[k] >= _bound[k] ? 1 : 0;
        int lower = (_alpha[k] <= 0 ? 1 : 0) & ~upper;
        int positive = _sign[k] > 0 ? 1 : 0;
        _status[k] = (Status)(1 + upper - lower);
        _rise[k] = Barriers[(positive & upper) | (~positive & lower)];
        _fall[k] = -Barriers[(positive & lower) | (~positive & upper)];
    }

    private void Exclude(int k)
    {
        _rise[k] = double.NegativeInfinity;
        _fall[k] = double.PositiveInfinity;
    }

    private void Load(
        ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, ReadOnlySpan<double> signs, ReadOnlySpan<double> bounds,
        ReadOnlySpan<double> multipliers, ReadOnlySpan<double> sums)
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
        for (int k = 0; k < _count; k++)
        {
            _example[k] = k;
            _violation[k] = _sign[k] - sums[k];
            SetStatus(k);
        }
        for (int k = _count; k < _violation.Length && k < _count + Lanes; k++)
        {
            _violation[k] = 0;
            Exclude(k);
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
        _gain = new float[capacity];
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
        _swaps = new (int, int)[capacity];
    }

    // The kernel of the example at a position with those at all positions.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<float> KernelRow(int position)
    {
        int example = _example[position];
        float[] row = _cache[example] ??= new float[_violation.Length];
        if (_cachedIn[example] != _solves)
        {
            Collect(position, row);
        }
        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Collect(int position, Span<float> row)
    {
        _cachedIn[_example[position]] = _solves;
        _cached[_cachedCount++] = _example[position];
        ref float source = ref MemoryMarshal.GetReference(_kernel!.Row(_row[position]));
        ReadOnlySpan<int> columns = _column.AsSpan(0, _count);
        for (int k = 0; k < columns.Length; k++)
        {
            row[k] = Unsafe.Add(ref source, columns[k]);
        }
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
        _swaps[_swapCount++] = (i, j);
    }

    // Reorders the cached rows by position; row by row, so that each is loaded once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SwapColumns()
    {
        ReadOnlySpan<(int, int)> swaps = _swaps.AsSpan(0, _swapCount);
        foreach (int example in _cached.AsSpan(0, _cachedCount))
        {
            ref float row = ref MemoryMarshal.GetArrayDataReference(_cache[example]!);
            foreach ((int i, int j) in swaps)
            {
                (Unsafe.Add(ref row, i), Unsafe.Add(ref row, j)) = (Unsafe.Add(ref row, j), Unsafe.Add(ref row, i));
            }
        }
        _swapCount = 0;
    }
}
