using RlQuery.Core.Numerics;

namespace RlQuery.Core.Learners.SupportVector;

/// <summary>LIBSVM's C-support vector classification of two classes with an RBF kernel and C = 1, fitted from scratch each time.</summary>
/// <param name="kernel">Kernel between the rows that may be labelled.</param>
internal sealed class TwoClassMachine(RbfKernel kernel)
{
    private readonly DualSolver _solver = new();
    private double[] _bounds = [];
    private double[] _signs = [];
    private double[] _multipliers = [];
    private int[] _rows = [];
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
            Array.Fill(_bounds, 1);
        }
        rows.CopyTo(_rows);
        _signs.AsSpan(0, firstClass).Fill(1);
        _signs.AsSpan(firstClass, _count - firstClass).Fill(-1);
        Span<double> multipliers = _multipliers.AsSpan(0, _count);
        multipliers.Clear();
        _solver.Solve(kernel, rows, rows, _signs.AsSpan(0, _count), _bounds.AsSpan(0, _count), tolerance, multipliers);
    }

    /// <summary>Decision values of every column of a kernel whose rows are those of the machine's own.</summary>
    /// <param name="columns">Kernel between the rows that may be labelled and the rows to decide on.</param>
    /// <param name="decisions">Receives a value for each column.</param>
    public void Decide(RbfKernel columns, Span<double> decisions)
    {
        decisions.Clear();
        for (int k = 0; k < _count; k++)
        {
            if (_multipliers[k] > 0)
            {
                VectorMath.AddProduct(_signs[k] * _multipliers[k], columns.DecisionRow(_rows[k]), decisions);
            }
        }
        for (int i = 0; i < decisions.Length; i++)
        {
            decisions[i] -= _solver.Rho;
        }
    }
}
