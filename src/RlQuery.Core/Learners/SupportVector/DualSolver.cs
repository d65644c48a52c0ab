using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Learners.SupportVector;

/// <summary>
/// The dual of a two-class support vector machine: minimises ½ Σᵢⱼ αᵢαⱼyᵢyⱼKᵢⱼ - Σᵢ αᵢ over 0 ≤ αᵢ ≤ Cᵢ with Σᵢ αᵢyᵢ = 0, two variables at a time, for a
/// kernel with Kᵢᵢ = 1.
/// </summary>
/// <remarks>
/// Sequential minimal optimisation with second-order working sets (R.-E. Fan, P.-H. Chen, C.-J. Lin, "Working Set Selection Using Second Order Information
/// for Training Support Vector Machines", JMLR 6, 2005) and shrinking (C.-C. Chang, C.-J. Lin, "LIBSVM: A Library for Support Vector Machines", 2011,
/// sections 4.1 to 4.3). At a tolerance of 1e-3 the solution depends on the path; this one is LIBSVM's, to the last bit where all bounds are equal:
/// single-precision kernel, double-precision sums without fused operations, the last of equal candidates. In place of the gradient G it keeps the violation
/// vᵢ = -yᵢGᵢ, which both halves of the selection read without cases.
/// </remarks>
internal sealed partial class DualSolver
{
    private const double Tau = 1e-12;
    private const int FewestIterations = 10_000_000;
    private const int LongestShrinkingInterval = 1000;

    private double _tolerance;
    private bool _unshrunk;

    /// <summary>Offset of the decision: Σᵢ αᵢyᵢK(xᵢ, x) - ρ.</summary>
    public double Rho { get; private set; }

    /// <summary>Solves from given multipliers.</summary>
    /// <param name="kernel">Kernel rows.</param>
    /// <param name="rows">Kernel row of each example.</param>
    /// <param name="columns">Kernel column of each example.</param>
    /// <param name="signs">y: 1 or -1; their order decides among equals, LIBSVM's is the first class first.</param>
    /// <param name="bounds">C times the weight of each example; positive.</param>
    /// <param name="tolerance">Largest violation of the optimality conditions.</param>
    /// <param name="multipliers">α: a feasible start (zeros for a cold one) on entry, the solution on return.</param>
    /// <param name="sums">Σⱼ αⱼyⱼKᵢⱼ of each example at the start on entry, at the solution on return.</param>
    public void Solve(
        IKernelRows kernel, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, ReadOnlySpan<double> signs, ReadOnlySpan<double> bounds,
        double tolerance, Span<double> multipliers, Span<double> sums)
    {
        _kernel = kernel;
        _tolerance = tolerance;
        _unshrunk = false;
        Load(rows, columns, signs, bounds, multipliers, sums);
        long limit = Math.Max(FewestIterations, 100L * _count);
        int counter = Math.Min(_count, LongestShrinkingInterval) + 1;
        int first = FindFirst();
        for (long iteration = 0; iteration < limit; iteration++)
        {
            if (--counter == 0)
            {
                counter = Math.Min(_count, LongestShrinkingInterval);
                Shrink();
                first = FindFirst();
            }
            int second = FindSecond(first, out bool optimal);
            if (optimal)
            {
                if (_active == _count)
                {
                    break;
                }
                RestoreAll();
                first = FindFirst();
                second = FindSecond(first, out optimal);
                if (optimal)
                {
                    break;
                }
                // Examples that were shrunk too early shrink again in the next iteration.
                counter = 1;
            }
            first = Step(first, second);
        }
        RestoreAll();
        Rho = FindRho();
        for (int k = 0; k < _count; k++)
        {
            multipliers[_example[k]] = _alpha[k];
            sums[_example[k]] = _sign[k] - _violation[k];
        }
        _kernel = null;
    }

    // Optimises two multipliers, updates the violations and gives the next first one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Step(int i, int j)
    {
        ReadOnlySpan<float> rowI = KernelRow(i);
        ReadOnlySpan<float> rowJ = KernelRow(j);
        double oldI = _alpha[i];
        double oldJ = _alpha[j];
        double curvature = 2 - (2.0 * rowI[j]);
        double step = (_violation[i] - _violation[j]) / (curvature > 0 ? curvature : Tau);
        (_alpha[i], _alpha[j]) = _sign[i] != _sign[j]
            ? ClipOpposite(oldI + (_sign[i] * step), oldJ + (_sign[i] * step), oldI - oldJ, _bound[i], _bound[j])
            : ClipEqual(oldI + (_sign[i] * step), oldJ - (_sign[i] * step), oldI + oldJ, _bound[i], _bound[j]);
        SetStatus(i);
        SetStatus(j);
        return UpdateViolations(
            ref MemoryMarshal.GetReference(rowI), ref MemoryMarshal.GetReference(rowJ), _sign[i] * (_alpha[i] - oldI), _sign[j] * (_alpha[j] - oldJ));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double I, double J) ClipOpposite(double i, double j, double difference, double boundI, double boundJ)
    {
        if (difference > 0)
        {
            (i, j) = j < 0 ? (difference, 0) : (i, j);
        }
        else
        {
            (i, j) = i < 0 ? (0, -difference) : (i, j);
        }
        return difference > boundI - boundJ
            ? i > boundI ? (boundI, boundI - difference) : (i, j)
            : j > boundJ ? (boundJ + difference, boundJ) : (i, j);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double I, double J) ClipEqual(double i, double j, double sum, double boundI, double boundJ)
    {
        if (sum > boundI)
        {
            (i, j) = i > boundI ? (boundI, sum - boundI) : (i, j);
        }
        else
        {
            (i, j) = j < 0 ? (sum, 0) : (i, j);
        }
        return sum > boundJ
            ? j > boundJ ? (sum - boundJ, boundJ) : (i, j)
            : i < 0 ? (0, sum) : (i, j);
    }

    // Leaves out examples at a bound whose multiplier is unlikely to move again.
    private void Shrink()
    {
        (double largest, double smallest) = Extremes();
        if (!_unshrunk && largest - smallest <= _tolerance * 10)
        {
            _unshrunk = true;
            RestoreAll();
        }
        for (int i = 0; i < _active; i++)
        {
            if (!IsSettled(i, largest, smallest))
            {
                continue;
            }
            for (_active--; _active > i; _active--)
            {
                if (!IsSettled(_active, largest, smallest))
                {
                    Swap(i, _active);
                    break;
                }
            }
        }
        SwapColumns();
        for (int k = _active; k < _count; k++)
        {
            Exclude(k);
        }
    }

    private bool IsSettled(int k, double largest, double smallest) => _status[k] switch
    {
        Status.Free => false,
        _ => CanRise(k) ? _violation[k] < smallest : _violation[k] > largest,
    };

    private (double Largest, double Smallest) Extremes()
    {
        double largest = double.NegativeInfinity;
        double smallest = double.PositiveInfinity;
        for (int k = 0; k < _active; k++)
        {
            largest = CanRise(k) ? Math.Max(largest, _violation[k]) : largest;
            smallest = CanFall(k) ? Math.Min(smallest, _violation[k]) : smallest;
        }
        return (largest, smallest);
    }

    // Brings back the shrunk examples and recomputes their violations.
    private void RestoreAll()
    {
        if (_active == _count)
        {
            return;
        }
        Span<double> pull = _pull.AsSpan(0, _count);
        pull.Clear();
        for (int k = 0; k < _count; k++)
        {
            if (_status[k] == Status.Upper)
            {
                AddPull(k, pull[_active..]);
            }
        }
        for (int k = _active; k < _count; k++)
        {
            pull[k] -= _sign[k];
        }
        for (int k = 0; k < _active; k++)
        {
            if (_status[k] == Status.Free)
            {
                AddPull(k, pull[_active..]);
            }
        }
        for (int k = _active; k < _count; k++)
        {
            _violation[k] = -pull[k];
            SetStatus(k);
        }
        _active = _count;
    }

    // Adds yᵢαᵢKᵢⱼ for the examples j that were left out.
    private void AddPull(int i, Span<double> pull)
    {
        VectorMath.AddProduct(_sign[i] * _alpha[i], KernelRow(i).Slice(_active, pull.Length), pull);
    }

    private double FindRho()
    {
        double upper = double.PositiveInfinity;
        double lower = double.NegativeInfinity;
        double sum = 0;
        int free = 0;
        for (int k = 0; k < _count; k++)
        {
            double value = -_violation[k];
            if (_status[k] == Status.Free)
            {
                free++;
                sum += value;
            }
            else if (CanRise(k))
            {
                upper = Math.Min(upper, value);
            }
            else
            {
                lower = Math.Max(lower, value);
            }
        }
        return free > 0 ? sum / free : (upper + lower) / 2;
    }
}
