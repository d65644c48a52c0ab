using MathNet.Numerics.LinearAlgebra;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Regression;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>Signals of numbers and of Gaussian processes, held against inverses by MathNet and trees by hand.</summary>
public sealed class NumberShelfTests
{
    [Fact]
    public void Kl_divergence_is_that_of_normal_predictions_before_and_after()
    {
        Problem problem = RegressionProblems.Waves(start: 6);
        SignalContext context = SignalProbe.Begin(problem, new RidgeRegressionFactory());
        int[] candidates = context.Candidates.ToArray();
        Matrix<double> before = Inverse(problem, problem.Start);
        float[] values = context.Values(new KlDivergenceSignal());
        for (int i = 0; i < candidates.Length; i++)
        {
            Matrix<double> after = Inverse(problem, [.. problem.Start, candidates[i]]);
            double divergence = candidates.Average(row =>
            {
                // The mean moves by v - v' in the mean square.
                double v = Row(problem, row) * before * Row(problem, row), w = Row(problem, row) * after * Row(problem, row);
                return (Math.Log((1 + v) / (1 + w)) + ((1 + w + (v - w)) / (1 + v)) - 1) / 2;
            });
            Assert.Equal(1 - Math.Exp(-2 * divergence), values[i], 1e-4);
        }
    }

    [Fact]
    public void Expected_number_change_is_the_move_of_refits_over_what_deviations_allow()
    {
        Problem problem = RegressionProblems.Waves(start: 6);
        SignalContext context = SignalProbe.Begin(problem, new RidgeRegressionFactory());
        int[] candidates = context.Candidates.ToArray();
        Matrix<double> inverse = Inverse(problem, problem.Start);
        double all = candidates.Sum(row => Math.Sqrt(Row(problem, row) * inverse * Row(problem, row)));
        double[] now = Predict(problem, problem.Start, []);
        float[] values = context.Values(new ExpectedNumberChangeSignal());
        for (int i = 0; i < candidates.Length; i++)
        {
            // The move is linear in the number: by one of the deviations that the number is expected to be off.
            double off = Math.Sqrt(1 + (Row(problem, candidates[i]) * inverse * Row(problem, candidates[i])));
            double[] after = Predict(problem, [.. problem.Start, candidates[i]], [now[candidates[i]] + off]);
            Assert.Equal(candidates.Sum(row => Math.Abs(after[row] - now[row])) / all, values[i], 1e-4);
        }
    }

    [Fact]
    public void Transductive_information_is_that_of_a_Gaussian_process()
    {
        Problem problem = ProblemParts.From(Problems.Blobs(pool: 30, classes: 2), [3, 8, 20]);
        SignalContext context = SignalProbe.Begin(problem, new LogisticRegressionFactory());
        context.Pool.Take(11);
        context.Show(context.Pool.Candidates);
        double gamma = context.Frequencies.Gamma;
        int[] known = [3, 8, 20, 11], candidates = context.Candidates.ToArray();
        float[] values = context.Values(new TransductiveInformationSignal());
        double[] expected = [.. candidates.Select(row => Math.Log(Variance(row, [.. known], 1) / Variance(row, candidates, 1e-3)) / 2)];
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal(expected[i] / expected.Max(), values[i], 2e-3);
        }

        double Kernel(int a, int b) => Math.Exp(-gamma * VectorMath.SquaredDistance(problem.PoolFeatures.Row(a), problem.PoolFeatures.Row(b)));

        // Variance of a label given noisy labels of the known rows, and of more rows with another noise.
        double Variance(int row, int[] more, double noise)
        {
            int[] given = more.SequenceEqual(known) ? known : [.. known, .. more];
            Matrix<double> inner = Matrix<double>.Build.Dense(given.Length, given.Length, (i, j) =>
                Kernel(given[i], given[j]) + (i != j ? 0 : i < known.Length ? 1 : noise));
            Vector<double> own = Vector<double>.Build.Dense(given.Length, i => Kernel(row, given[i]));
            return 2 - (own * inner.Solve(own));
        }
    }

    [Fact]
    public void Leaf_need_is_worked_out_by_hand()
    {
        // Ten known numbers: five near 0 that differ, five near 10 that are alike. Six candidates are of the first kind, two of the second.
        float[] x = [0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 0.5f, 1.5f, 2.5f, 3.5f, 0.2f, 0.7f, 10.5f, 11.5f];
        double[] y = [0, 8, 2, 9, 1, 100, 101, 100, 101, 100, .. new double[8]];
        Problem problem = RegressionProblems.Of(x, 1, y, 0, [.. Enumerable.Range(0, 10)]);
        float[] values = SignalProbe.Begin(problem, new RidgeRegressionFactory()).Values(new LeafNeedSignal());
        double first = Math.Sqrt(6 * 14.0) / 5, second = Math.Sqrt(2 * 0.24) / 5;
        Assert.Equal([1, 1, 1, 1, 1, 1, second / first, second / first], values.Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-5);
        var episode = new Episode(new RidgeRegressionFactory());
        episode.Begin(problem, 10, 1);
        // Of the first kind, 0.5 apart from a label; the lowest of these rows.
        Assert.Equal(10, episode.Choice("regression-tree"));
    }

    private static Vector<double> Row(Problem problem, int row) =>
        Vector<double>.Build.DenseOfEnumerable(problem.PoolFeatures.Row(row).ToArray().Select(value => (double)value).Append(1));

    private static Matrix<double> Inverse(Problem problem, int[] labelled)
    {
        int width = problem.PoolFeatures.Columns + 1;
        Matrix<double> hessian = Matrix<double>.Build.DenseIdentity(width) * RidgeRegression.Penalty;
        hessian[width - 1, width - 1] = 0;
        foreach (int row in labelled)
        {
            hessian += Row(problem, row).OuterProduct(Row(problem, row));
        }
        return hessian.Inverse();
    }

    private static double[] Predict(Problem problem, int[] rows, double[] more)
    {
        var learner = new RidgeRegression();
        learner.Start(problem.Items, AnswerSpace.Numbers);
        learner.Fit(rows, (double[])[.. problem.Start.Select(row => problem.PoolTargets[row]), .. more], []);
        double[] said = new double[problem.PoolFeatures.Rows];
        learner.Predict(problem.PoolFeatures, said);
        return said;
    }
}
