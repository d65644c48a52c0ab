using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Learners;

/// <summary>Logistic regression against scikit-learn's over shapes, penalties and degenerate data; a penalty C is a weight of C for every row.</summary>
public sealed class LogisticRegressionGridTests
{
    private static readonly Case[] Cases = Expected.Read<Case[]>("logistic.json");

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Probabilities_agree_with_scikit_learn(int number)
    {
        Case expected = Cases[number];
        Problem data = expected.Problem.Problem();
        var learner = new LogisticRegression();
        learner.Start(data);
        learner.Fit([.. Enumerable.Range(0, expected.Rows)], expected.Problem.Y, expected.RowWeights);
        float[] probabilities = new float[data.PoolFeatures.Rows * expected.Classes];
        learner.Predict(data.PoolFeatures, probabilities);
        for (int i = 0; i < expected.Probabilities.Length; i++)
        {
            double p = probabilities[(expected.Rows * expected.Classes) + i];
            Assert.True(
                Math.Abs(expected.Probabilities[i] - p) < 3e-6, $"{expected.Problem}, C = {expected.Penalty}: {p} instead of {expected.Probabilities[i]}");
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Coefficients_agree_with_scikit_learn(int number)
    {
        Case expected = Cases[number];
        int width = expected.Columns + 1;
        var design = new PaddedDesign();
        design.Reset(expected.Columns);
        foreach (double[] row in expected.Problem.Features().Chunk(expected.Columns).Take(expected.Rows))
        {
            design.Append([.. row.Select(value => (float)value)]);
        }
        if (expected.Classes == 2)
        {
            var solver = new BinaryLogisticSolver();
            solver.Reset(width);
            solver.Solve(design, [.. expected.Problem.Y.Select(label => 1.0 - (2 * label)), 0, 0, 0], [.. expected.RowWeights, 0, 0, 0]);
            AssertCoefficients(expected, solver.Parameters.ToArray());
        }
        else
        {
            var solver = new MultinomialLogisticSolver();
            solver.Reset(width, expected.Classes);
            solver.Solve(design, expected.Problem.Y, expected.RowWeights);
            AssertCoefficients(expected, Centred(solver.Parameters.ToArray(), width));
        }
    }

    // Only differences between the classes' biases matter; scikit-learn's sum to zero.
    private static double[] Centred(double[] parameters, int width)
    {
        double mean = parameters.Where((_, i) => i % width == width - 1).Average();
        return [.. parameters.Select((value, i) => i % width == width - 1 ? value - mean : value)];
    }

    private static void AssertCoefficients(Case expected, double[] coefficients)
    {
        for (int i = 0; i < expected.Coefficients.Length; i++)
        {
            double tolerance = 2e-5 * (1 + Math.Abs(expected.Coefficients[i]));
            Assert.True(
                Math.Abs(expected.Coefficients[i] - coefficients[i]) < tolerance,
                $"{expected.Problem}, C = {expected.Penalty}: {coefficients[i]} instead of {expected.Coefficients[i]}");
        }
    }

    private sealed record Case(
        string Kind, int Seed, int Rows, int Columns, int Classes, double Penalty, string Labels, double[] Coefficients, double[] Probabilities)
    {
        public ExpectedProblem Problem => new(Kind, Seed, Rows, Columns, Classes, Labels);

        public double[] RowWeights
        {
            get
            {
                double[] weights = Problem.Weights;
                return [.. Enumerable.Range(0, Rows).Select(i => Penalty * (weights.Length > 0 ? weights[i] : 1))];
            }
        }
    }
}
