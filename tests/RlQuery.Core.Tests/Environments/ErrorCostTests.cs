using MathNet.Numerics.LinearAlgebra;
using RlQuery.Core.Data;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Environments;

/// <summary>What errors cost: predictions, the metric and signals, against computations by hand.</summary>
public sealed class ErrorCostTests
{
    private static readonly ErrorCosts Dear = new([[0, 1, 4], [2, 0, 1], [10, 3, 0]]);

    [Fact]
    public void The_class_of_the_least_expected_cost_is_predicted()
    {
        // Costs of predicting each: 0.3 * 2 + 0.1 * 10 = 1.6; 0.6 + 0.3 = 0.9; 2.4 + 0.3 = 2.7.
        (int said, double cost, double next) = Dear.Decide([0.6f, 0.3f, 0.1f]);
        Assert.Equal(1, said);
        Assert.Equal(0.9, cost, 5);
        Assert.Equal(1.6, next, 5);
        // Elkan (2001): of two classes the dear one is predicted from a probability of 1 / (1 + 10) on.
        var two = new ErrorCosts([[0, 1], [10, 0]]);
        Assert.Equal(0, two.Decide([0.92f, 0.08f]).Said);
        Assert.Equal(1, two.Decide([0.9f, 0.1f]).Said);
    }

    [Fact]
    public void The_mean_cost_is_that_of_the_errors_and_the_error_rate_where_all_cost_the_same()
    {
        var metric = new MeanCostMetric();
        float[] p = [0.6f, 0.3f, 0.1f, 0.9f, 0.1f, 0, 0, 0.1f, 0.9f];
        Assert.Equal((1 + 2 + 0) / 3.0, metric.Measure(new TestPredictions(p, [0, 1, 2], 3) { Errors = Dear }), 9);
        Assert.Equal(1 / 3.0, metric.Measure(new TestPredictions(p, [0, 1, 2], 3)), 9);
    }

    [Fact]
    public void Signals_are_the_published_ones_and_margin_where_all_errors_cost_the_same()
    {
        float[][] p = [[0.6f, 0.3f, 0.1f], [0.1f, 0.1f, 0.8f], [0.34f, 0.33f, 0.33f]];
        float[] margins = SignalProbe.OfTable(new MarginSignal(), p);
        Assert.All(margins.Zip(SignalProbe.OfTable(new CostMarginSignal(), p)), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        Assert.All(p.Zip(SignalProbe.OfTable(new ExpectedCostSignal(), p)), pair => Assert.Equal(1 - pair.First.Max(), pair.Second, 1e-6f));
        Problem problem = Problems.Of([0, 1, 2], 1, [0, 0, 0], 3).Erring(Dear);
        var context = SignalProbe.Begin(problem, new TableLearnerFactory([SignalProbe.Flat(p)]));
        Assert.Equal(0.09f, context.Values(new ExpectedCostSignal())[0], 1e-6f);
        Assert.Equal(0.07f, context.Values(new CostMarginSignal())[0], 1e-6f);
    }

    [Fact]
    public void Distances_between_true_and_predicted_classes_are_square_roots_of_costs_where_a_space_has_such_points()
    {
        // Of points on a line at 0, 1 and 3, and of errors that all cost the same.
        foreach (ErrorCosts errors in (ErrorCosts[])[new([[0, 1, 9], [1, 0, 4], [9, 4, 0]]), ErrorCosts.Equal(4)])
        {
            var embedding = CostEmbedding.Of(errors);
            for (int truth = 0; truth < errors.Classes; truth++)
            {
                for (int said = 0; said < errors.Classes; said++)
                {
                    Assert.Equal(
                        Math.Sqrt(errors.Of(truth, said)), (embedding.Truths.Row(truth) - embedding.Predictions.Row(said)).L2Norm(), 0.05);
                }
            }
        }
    }

    [Fact]
    public void Alce_asks_for_the_row_whose_regression_falls_farthest_from_all_classes()
    {
        Problem problem = Problems.Blobs(pool: 30, classes: 3).Erring(Dear);
        var context = SignalProbe.Begin(problem, new LogisticRegressionFactory());
        float[] values = context.Values(new CostEmbeddingSignal());
        var embedding = CostEmbedding.Of(Dear);
        // The same regression with a column of ones, in its primal form.
        double unit = Math.Sqrt(Enumerable.Range(0, 30).Average(row => problem.Items.Features.Row(row).ToArray().Average(value => (double)value * value)));
        Matrix<double> x = Matrix<double>.Build.Dense(30, 4, (row, column) => column == 3 ? 1 : problem.Items.Features.Row(row)[column] / unit);
        int[] labelled = context.Pool.Labelled.ToArray();
        Matrix<double> own = Matrix<double>.Build.DenseOfRowVectors(labelled.Select(row => x.Row(row)));
        Matrix<double> z = Matrix<double>.Build.DenseOfRowVectors(context.Pool.Labels.ToArray().Select(label => embedding.Truths.Row(label)));
        Matrix<double> weights = (own.TransposeThisAndMultiply(own) + Matrix<double>.Build.DenseIdentity(4)).Solve(own.TransposeThisAndMultiply(z));
        Matrix<double> points = x * weights;
        double[] expected = [.. context.Candidates.ToArray().Select(
            row => Enumerable.Range(0, 3).Min(k => (points.Row(row) - embedding.Predictions.Row(k)).L2Norm()))];
        Assert.All(expected.Zip(values), pair => Assert.Equal(pair.First / expected.Max(), pair.Second, 1e-4));
    }

    [Fact]
    public void A_matrix_that_is_none_is_refused_in_a_line_for_each_fault()
    {
        Assert.Equal(
            ["costMatrix: 2 rows of 2, 1 costs are not square; use a row and a column for each class"], ErrorCosts.Faults([[0, 1], [1]]));
        Assert.Equal(
            ["costMatrix[0][0]: 1 is not allowed; use 0, for no error is made", "costMatrix[1][0]: -1 is not allowed; use 0..1000000"],
            ErrorCosts.Faults([[1, 1], [-1, 0]]));
        Assert.Equal(["costMatrix: no error costs anything; give at least one a cost above 0"], ErrorCosts.Faults([[0, 0], [0, 0]]));
        var options = new ProblemOptions(ClassificationTask.Instance, new SplitOptions(), 1) { Errors = Dear };
        Assert.Equal(
            "two: it has 2 classes, and costMatrix 3; name sets of as many classes, or leave the matrix out",
            Assert.Single(options.Faults(
                Dataset.ForClassification(
                    "two", "test", [.. Enumerable.Range(0, 20).Select(i => (float)i)], [.. Enumerable.Range(0, 20).Select(i => i % 2)], ["x"], ["a", "b"]))));
    }
}
