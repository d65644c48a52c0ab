using MathNet.Numerics.LinearAlgebra;
using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Regression;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Learners.Regression;

/// <summary>What every learner of numbers guarantees.</summary>
public sealed class RegressorContractTests
{
    private static readonly Problem Problem = RegressionProblems.Waves();

    public static TheoryData<string> Names => [.. Known.Parts.LearnersOf(TargetKind.Number).Select(factory => factory.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_a_label_it_predicts_zero_and_with_equal_ones_their_value(string name)
    {
        ILearner learner = Known.Parts.FindLearner(name, TargetKind.Number).Create();
        Assert.Equal(name, learner.Name);
        learner.Start(Problem);
        Assert.All(Predict(learner), value => Assert.Equal(0, value));
        learner.Fit([], (double[])[], []);
        Assert.All(Predict(learner), value => Assert.Equal(0, value));
        learner.Fit([5], [7.1], []);
        Assert.All(Predict(learner), value => Assert.Equal(7.1, value, 1e-12));
        learner.Fit([5, 2, 9], [7.1, 7.1, 7.1], []);
        Assert.All(Predict(learner), value => Assert.Equal(7.1, value, 1e-12));
        Assert.All(Variances(learner), value => Assert.True(value > 0 && double.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Targets_in_other_units_give_the_same_predictions_in_those(string name)
    {
        ILearner learner = Fit(name, Problem.PoolTargets);
        double[] values = Predict(learner);
        double[] variances = Variances(learner);
        // A power of two: not even the last bit may differ.
        learner = Fit(name, [.. Problem.PoolTargets.Select(target => 1024 * target)]);
        Assert.Equal(values.Select(value => 1024 * value), Predict(learner));
        Assert.Equal(variances.Select(value => 1024 * 1024 * value), Variances(learner));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_of_one_are_none_and_the_order_of_labels_does_not_matter(string name)
    {
        double[] values = Predict(Fit(name, Problem.PoolTargets));
        ILearner learner = Known.Parts.FindLearner(name, TargetKind.Number).Create();
        learner.Start(Problem);
        int[] rows = [.. Enumerable.Range(0, 30).Reverse()];
        learner.Fit(rows, [.. rows.Select(row => Problem.PoolTargets[row])], [.. rows.Select(_ => 1.0)]);
        Assert.All(values.Zip(Predict(learner)), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_forgets_the_episode_before(string name)
    {
        ILearner used = Fit(name, [.. Problem.PoolTargets.Select(target => target * target)]);
        used.Start(RegressionProblems.Waves(features: 7, seed: 2));
        used.Start(Problem);
        used.Fit([3, 1, 4], (double[])[1, 5, 9], []);
        ILearner fresh = Known.Parts.FindLearner(name, TargetKind.Number).Create();
        fresh.Start(Problem);
        fresh.Fit([3, 1, 4], (double[])[1, 5, 9], []);
        Assert.Equal(Predict(fresh), Predict(used));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_learns_and_is_surest_where_it_has_labels(string name)
    {
        ILearner learner = Fit(name, Problem.PoolTargets);
        double mean = Problem.TestTargets.Average();
        double left = Predict(learner).Zip(Problem.TestTargets, (value, target) => (value - target) * (value - target)).Sum();
        Assert.True(left < 0.7 * Problem.TestTargets.Sum(target => (target - mean) * (target - mean)), $"{left}");
        double[] variances = new double[Problem.PoolFeatures.Rows];
        ((IPredictiveVariance)learner).PredictVariances(Problem.PoolFeatures, variances);
        double[] far = new double[1];
        ((IPredictiveVariance)learner).PredictVariances(new FeatureMatrix([9, 9, 9], 1, 3), far);
        Assert.True(variances[..30].Max() < far[0]);
    }

    [Fact]
    public void Ridge_regression_has_the_posterior_covariance_of_its_bayesian_model()
    {
        const int Rows = 12;
        double[] weights = [.. Enumerable.Range(0, Rows).Select(i => 0.5 + (0.25 * i))];
        var learner = new RidgeRegression();
        learner.Start(Problem);
        learner.Fit([.. Enumerable.Range(0, Rows)], Problem.PoolTargets.AsSpan(0, Rows), weights);
        Matrix<double> design = Design(Problem.PoolFeatures, Rows);
        var weight = Matrix<double>.Build.DenseOfDiagonalArray(weights);
        var penalty = Matrix<double>.Build.DenseOfDiagonalArray([0, .. Enumerable.Repeat(RidgeRegression.Penalty, 3)]);
        Matrix<double> precision = (design.Transpose() * weight * design) + penalty;
        Vector<double> y = Vector<double>.Build.DenseOfArray(Problem.PoolTargets[..Rows]);
        Vector<double> coefficients = precision.Solve(design.Transpose() * weight * y);
        Vector<double> errors = y - (design * coefficients);
        double noise = ((errors * (weight * errors)) + (coefficients * (penalty * coefficients))) / Rows;
        Matrix<double> test = Design(Problem.Test, Problem.Test.Rows);
        Matrix<double> expected = noise * test * precision.Inverse() * test.Transpose();
        Assert.All(Variances(learner).Select((value, i) => (value, i)), one => Assert.Equal(expected[one.i, one.i], one.value, 1e-9));
        Assert.All(coefficients.Skip(1).Zip(learner.Coefficients.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    [Fact]
    public void A_weight_of_two_is_a_row_twice_to_ridge_regression()
    {
        var learner = new RidgeRegression();
        learner.Start(Problem);
        learner.Fit([3, 1, 4], (double[])[1, 5, 9], [1, 2, 1]);
        double[] weighted = Predict(learner);
        learner.Fit([3, 1, 4, 1], (double[])[1, 5, 9, 5], []);
        Assert.All(weighted.Zip(Predict(learner)), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void A_learner_of_classes_and_an_unknown_one_are_refused()
    {
        Assert.Equal(
            "learner: 'logistic-regression' predicts classes, and numbers are asked for; use ridge-regression, gaussian-process-regression",
            Assert.Throws<InvalidInputException>(() => Known.Parts.FindLearner("logistic-regression", TargetKind.Number)).Message);
        Assert.StartsWith(
            "learner: 'ridge' is unknown; use ridge-regression",
            Assert.Throws<InvalidInputException>(() => Known.Parts.FindLearner("ridge", TargetKind.Number)).Message, StringComparison.Ordinal);
    }

    private static Matrix<double> Design(FeatureMatrix features, int rows) =>
        Matrix<double>.Build.Dense(rows, features.Columns + 1, (i, j) => j == 0 ? 1 : features.Row(i)[j - 1]);

    private static ILearner Fit(string name, double[] targets)
    {
        ILearner learner = Known.Parts.FindLearner(name, TargetKind.Number).Create();
        learner.Start(Problem);
        learner.Fit([.. Enumerable.Range(0, 30)], targets.AsSpan(0, 30), []);
        return learner;
    }

    private static double[] Predict(ILearner learner)
    {
        double[] values = new double[Problem.Test.Rows];
        learner.Predict(Problem.Test, values);
        return values;
    }

    private static double[] Variances(ILearner learner)
    {
        double[] values = new double[Problem.Test.Rows];
        ((IPredictiveVariance)learner).PredictVariances(Problem.Test, values);
        return values;
    }
}
