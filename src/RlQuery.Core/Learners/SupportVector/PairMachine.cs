using RlQuery.Core.Numerics;

namespace RlQuery.Core.Learners.SupportVector;

/// <summary>The boundary between two classes: its multipliers are kept, so that a fit with more labels continues from them.</summary>
internal sealed class PairMachine
{
    // How much of its multiplier a row's decision value loses when the row is left out: the span of the support vectors (Vapnik and Chapelle 2000), between 0
    // and 2.
    private const double Span = 1.0 / 3;

    private double[] _multipliers = [];
    private double[] _coefficients = [];
    private double[] _sums = [];
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
            Array.Resize(ref _sums, labelled * 2);
        }
        Extend(kernel, examples, labelled);
        Span<double> multipliers = examples.Multipliers;
        Span<double> sums = examples.Sums;
        for (int k = 0; k < sums.Length; k++)
        {
            multipliers[k] = _multipliers[examples.Labelled[k]];
            sums[k] = _sums[examples.Labelled[k]];
        }
        solver.Solve(kernel, examples.Labelled, examples.PoolRows, examples.Signs, examples.Bounds, tolerance, multipliers, sums);
        _rho = solver.Rho;
        for (int k = 0; k < sums.Length; k++)
        {
            _multipliers[examples.Labelled[k]] = multipliers[k];
            _coefficients[examples.Labelled[k]] = examples.Signs[k] * multipliers[k];
            _sums[examples.Labelled[k]] = sums[k];
        }
        FitSigmoid(examples);
    }

    // New rows start with a multiplier of 0 and the sums of the last solution.
    private void Extend(LabelledKernel kernel, PairExamples examples, int labelled)
    {
        _multipliers.AsSpan(_count, labelled - _count).Clear();
        _coefficients.AsSpan(_count, labelled - _count).Clear();
        for (int k = 0; k < examples.Labelled.Length; k++)
        {
            if (examples.Labelled[k] >= _count)
            {
                _sums[examples.Labelled[k]] = _count == 0 ? 0 : SumOf(kernel.Row(examples.Labelled[k]), examples);
            }
        }
        _count = labelled;
    }

    private double SumOf(ReadOnlySpan<float> kernelRow, PairExamples examples)
    {
        double sum = 0;
        for (int k = 0; k < examples.Labelled.Length; k++)
        {
            sum += _coefficients[examples.Labelled[k]] * kernelRow[examples.PoolRows[k]];
        }
        return sum;
    }

    private void FitSigmoid(PairExamples examples)
    {
        Span<double> decisions = examples.Sums;
        for (int k = 0; k < decisions.Length; k++)
        {
            decisions[k] -= _rho + (Span * _coefficients[examples.Labelled[k]]);
        }
        Sigmoid = PlattSigmoid.Fit(decisions, examples.Signs, examples.Bounds);
        if (Sigmoid.Slope >= 0)
        {
            for (int k = 0; k < decisions.Length; k++)
            {
                decisions[k] += Span * _coefficients[examples.Labelled[k]];
            }
            Sigmoid = PlattSigmoid.Fit(decisions, examples.Signs, examples.Bounds);
        }
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
