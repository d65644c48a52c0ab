using MathNet.Numerics.LinearAlgebra;
using RlQuery.Core.Learners.Regression;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Signals.State;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>What is computed along the curvature of ridge regression, held against fits anew and inverses by MathNet.</summary>
public sealed class NumberForesightTests
{
    public static TheoryData<ulong> Seeds => [1, 2, 3, 4, 5];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_expected_reduction_is_the_variance_that_goes_when_the_row_is_added(ulong seed)
    {
        Problem problem = RegressionProblems.Waves(start: 6, seed: seed);
        SignalContext context = SignalProbe.Begin(problem, new RidgeRegressionFactory());
        context.Show(context.Pool.Candidates);
        int[] candidates = context.Candidates.ToArray();
        double before = Variance(problem, problem.Start, candidates);
        double[] expected = [.. candidates.Select(row => 1 - (Variance(problem, [.. problem.Start, row], candidates) / before))];
        float[] actual = context.Values(new ExpectedVarianceReductionSignal());
        Assert.Equal(expected, actual.Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_fit_with_each_row_left_out_is_that_of_fits_without_it(ulong seed)
    {
        Problem problem = RegressionProblems.Waves(start: 9, seed: seed);
        SignalContext context = SignalProbe.Begin(problem, new RidgeRegressionFactory());
        double errors = 0;
        double deviations = 0;
        foreach (int row in problem.Start)
        {
            int[] others = [.. problem.Start.Where(other => other != row)];
            var learner = new RidgeRegression();
            learner.Start(problem.Items, AnswerSpace.Numbers);
            learner.Fit(others, (double[])[.. others.Select(other => problem.PoolTargets[other])], []);
            double[] said = new double[problem.PoolFeatures.Rows];
            learner.Predict(problem.PoolFeatures, said);
            errors += Math.Pow(said[row] - problem.PoolTargets[row], 2);
            deviations += Math.Pow(others.Average(other => problem.PoolTargets[other]) - problem.PoolTargets[row], 2);
        }
        Assert.Equal(deviations / (deviations + errors), new LeaveOneOutFit().Compute(context), 1e-4);
    }

    [Fact]
    public void The_fit_with_each_row_left_out_is_a_half_where_nothing_can_be_said()
    {
        Problem problem = RegressionProblems.Waves(start: 1);
        Assert.Equal(0.5f, new LeaveOneOutFit().Compute(SignalProbe.Begin(problem, new RidgeRegressionFactory())));
    }

    // Σ [x; 1]ᵀ H⁻¹ [x; 1] over some rows, with H the Hessian of ridge regression without a penalty on the intercept.
    private static double Variance(Problem problem, int[] labelled, int[] rows)
    {
        Vector<double> Row(int row) => Vector<double>.Build.DenseOfEnumerable(problem.PoolFeatures.Row(row).ToArray().Select(value => (double)value).Append(1));
        int width = problem.PoolFeatures.Columns + 1;
        Matrix<double> hessian = Matrix<double>.Build.DenseIdentity(width) * RidgeRegression.Penalty;
        hessian[width - 1, width - 1] = 0;
        foreach (int row in labelled)
        {
            hessian += Row(row).OuterProduct(Row(row));
        }
        Matrix<double> inverse = hessian.Inverse();
        return rows.Sum(row => Row(row) * inverse * Row(row));
    }
}
