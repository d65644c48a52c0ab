using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RlQuery.Core.Learners.SupportVector;

/// <summary>LIBSVM's C-support vector classification of two classes with an RBF kernel and C = 1, fitted from scratch each time.</summary>
/// <param name="kernel">Kernel between the rows that may be labelled.</param>
internal sealed class TwoClassMachine(RbfKernel kernel)
{
    private readonly DualSolver _solver = new();
    private double[] _bounds = [];
    private double[] _signs = [];
    private double[] _multipliers = [];
    private double[] _sums = [];
    private int[] _rows = [];
    private double[] _coefficients = [];
    private double[][] _support = [];
    private int _count;

    /// <summary>Fits the machine.</summary>
    /// <param name="rows">Labelled rows: those of the first class, then those of the second, each in its own order.</param>
    /// <param name="firstClass">How many are of the first class, on whose side decision values are positive.</param>
    /// <param name="tolerance">Largest violation of the optimality conditions.</param>
    public void Fit(ReadOnlySpan<int> rows, int firstClass, double tolerance)
    {
        _count = rows.Length;
        if (_rows.Length < _count)
        {
            _rows = new int[_count * 2];
            _bounds = new double[_count * 2];
            _signs = new double[_count * 2];
            _multipliers = new double[_count * 2];
            _sums = new double[_count * 2];
            _coefficients = new double[_count * 2];
            _support = new double[_count * 2][];
            Array.Fill(_bounds, 1);
        }
        rows.CopyTo(_rows);
        _signs.AsSpan(0, firstClass).Fill(1);
        _signs.AsSpan(firstClass, _count - firstClass).Fill(-1);
        Span<double> multipliers = _multipliers.AsSpan(0, _count);
        Span<double> sums = _sums.AsSpan(0, _count);
        multipliers.Clear();
        sums.Clear();
        _solver.Solve(kernel, rows, rows, _signs.AsSpan(0, _count), _bounds.AsSpan(0, _count), tolerance, multipliers, sums);
    }

    /// <summary>Decision values of every column of a kernel whose rows are those of the machine's own.</summary>
    /// <param name="columns">Kernel between the rows that may be labelled and the rows to decide on.</param>
    /// <param name="decisions">Receives a value for each column.</param>
    public void Decide(RbfKernel columns, Span<double> decisions)
    {
        int support = 0;
        for (int k = 0; k < _count; k++)
        {
            if (_multipliers[k] > 0)
            {
                _coefficients[support] = _signs[k] * _multipliers[k];
                _support[support++] = columns.DecisionRow(_rows[k]);
            }
        }
        Combine(_coefficients.AsSpan(0, support), _support.AsSpan(0, support), _solver.Rho, decisions);
    }

    // Each sum goes from the first row to the last, without fused operations: LIBSVM's order.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combine(ReadOnlySpan<double> coefficients, ReadOnlySpan<double[]> rows, double rho, Span<double> decisions)
    {
        const int Lanes = 4;
        ref double decision = ref MemoryMarshal.GetReference(decisions);
        var offset = Vector256.Create(rho);
        int i = 0;
        for (; i + (4 * Lanes) <= decisions.Length; i += 4 * Lanes)
        {
            Vector256<double> a = Vector256<double>.Zero;
            Vector256<double> b = a;
            Vector256<double> c = a;
            Vector256<double> d = a;
            for (int k = 0; k < coefficients.Length; k++)
            {
                ref double row = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(rows[k]), i);
                var coefficient = Vector256.Create(coefficients[k]);
                a += coefficient * Vector256.LoadUnsafe(ref row);
                b += coefficient * Vector256.LoadUnsafe(ref row, Lanes);
                c += coefficient * Vector256.LoadUnsafe(ref row, 2 * Lanes);
                d += coefficient * Vector256.LoadUnsafe(ref row, 3 * Lanes);
            }
            (a - offset).StoreUnsafe(ref decision, (nuint)i);
            (b - offset).StoreUnsafe(ref decision, (nuint)i + Lanes);
            (c - offset).StoreUnsafe(ref decision, (nuint)i + (2 * Lanes));
            (d - offset).StoreUnsafe(ref decision, (nuint)i + (3 * Lanes));
        }
        for (; i < decisions.Length; i++)
        {
            double sum = 0;
            for (int k = 0; k < coefficients.Length; k++)
            {
                sum += coefficients[k] * rows[k][i];
            }
            decisions[i] = sum - rho;
        }
    }
}
