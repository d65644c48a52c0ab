using RlQuery.Core.Numerics;

namespace RlQuery.Core.Learners.SupportVector;

/// <summary>The boundary between two classes: its multipliers are kept, so that a fit with more labels goes on from them.</summary>
internal sealed class PairMachine
{
    private double[] _multipliers = [];
    private double[] _coefficients = [];
    private int _count;
    private double _rho;

    /// <summary>From decision values to probabilities.</summary>
    public PlattSigmoid Sigmoid { get; private set; }

    /// <summary>Forgets the last solution.</summary>
    public void Reset() => _count = 0;

    /// <summary>Fits the boundary.</summary>
    /// <param name="solver">Its buffers may be shared with other machines.</param>
    /// <param name="kernel">Kernel between labelled rows and the pool.</param>
    /// <param name="examples">Both classes' rows, those of the first class first.</param>
    /// <param name="labelled">Number of labelled rows of all classes.</param>
    /// <param name="tolerance">Largest violation of the optimality conditions.</param>
    public void Fit(DualSolver solver, LabelledKernel kernel, PairExamples examples, int labelled, double tolerance)
    {
        if (_multipliers.Length < labelled)
        {
            Array.Resize(ref _multipliers, labelled * 2);
            Array.Resize(ref _coefficients, labelled * 2);
        }
        _multipliers.AsSpan(_count, labelled - _count).Clear();
        _coefficients.AsSpan(0, labelled).Clear();
        _count = labelled;
        Span<double> solution = examples.Scratch;
        for (int k = 0; k < solution.Length; k++)
        {
            solution[k] = _multipliers[examples.Labelled[k]];
        }
        solver.Solve(kernel, examples.Labelled, examples.PoolRows, examples.Signs, examples.Bounds, tolerance, solution);
        _rho = solver.Rho;
        for (int k = 0; k < solution.Length; k++)
        {
            _multipliers[examples.Labelled[k]] = solution[k];
            _coefficients[examples.Labelled[k]] = examples.Signs[k] * solution[k];
        }
        solver.CopyDecisions(solution);
        Sigmoid = PlattSigmoid.Fit(solution, examples.Signs, examples.Bounds);
    }

    /// <summary>Decision values of all columns of a kernel, positive for the first class.</summary>
    public void Decide(LabelledKernel kernel, Span<float> decisions)
    {
        decisions.Fill((float)-_rho);
        for (int row = 0; row < _count; row++)
        {
            if (_coefficients[row] != 0)
            {
                VectorMath.AddScaled((float)_coefficients[row], kernel.Row(row), decisions);
            }
        }
    }
}
