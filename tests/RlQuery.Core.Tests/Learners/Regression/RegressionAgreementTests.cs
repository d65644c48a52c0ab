using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Regression;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Learners.Regression;

/// <summary>Predictions against those of scikit-learn's Ridge and GaussianProcessRegressor on the same single-precision features.</summary>
public sealed class RegressionAgreementTests
{
    private static readonly Case[] Cases = Expected.Read<Case[]>("regression.json");

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Ridge_regression_predicts_as_scikit_learn_does(int number)
    {
        (Case expected, Problem problem, RidgeRegression learner) = Fitted<RidgeRegression>(number);
        AssertNear(expected.Ridge, Predictions(learner, problem), 1e-8, expected);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_gaussian_process_has_scikit_learns_likelihood_predictions_and_deviations(int number)
    {
        (Case expected, Problem problem, GaussianProcessRegression learner) = Fitted<GaussianProcessRegression>(number);
        Assert.Equal(expected.Length, learner.LengthScale, 1e-5 * expected.Length);
        Assert.Equal(expected.Ratio, learner.NoiseRatio);
        Assert.Equal(expected.Height, learner.SignalVariance, 1e-5 * expected.Height);
        Assert.Equal(expected.Likelihood, learner.LogLikelihood, 1e-5 * Math.Abs(expected.Likelihood));
        AssertNear(expected.Process, Predictions(learner, problem), 3e-6, expected);
        double[] variances = new double[problem.Test.Rows];
        learner.PredictVariances(problem.Test, variances);
        AssertNear(expected.Deviations, [.. variances.Select(Math.Sqrt)], 1e-4, expected);
    }

    private static (Case Expected, Problem Problem, T Learner) Fitted<T>(int number)
        where T : ILearner, new()
    {
        Case one = Cases[number];
        var inputs = new ExpectedProblem(one.Kind, one.Seed, one.Rows, one.Columns, one.Classes, "");
        float[] x = Array.ConvertAll(inputs.Features(), value => (float)value);
        Problem problem = RegressionProblems.Of(
            [.. x, .. x[(one.Rows * one.Columns)..]], one.Columns, [.. one.Targets, .. new double[2 * ExpectedProblem.Probes]], ExpectedProblem.Probes);
        var learner = new T();
        learner.Start(problem);
        learner.Fit([.. Enumerable.Range(0, one.Rows)], one.Targets, inputs.Weights);
        return (one, problem, learner);
    }

    private static double[] Predictions(ILearner learner, Problem problem)
    {
        double[] values = new double[problem.Test.Rows];
        learner.Predict(problem.Test, values);
        return values;
    }

    private static void AssertNear(double[] expected, double[] actual, double relative, Case one)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= relative * Math.Abs(expected[i]),
                $"{one.Kind} {one.Rows}x{one.Columns}, value {i}: {actual[i]} instead of {expected[i]}");
        }
    }

    private sealed record Case(
        string Kind, int Seed, int Rows, int Columns, int Classes, double[] Targets, double[] Ridge, double Likelihood, double Length, double Ratio,
        double Height, double[] Process,
        double[] Deviations);
}
