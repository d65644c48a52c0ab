using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Learners;

/// <summary>The solvers stop where the gradient vanishes: on hard and easy data, with weights, row by row from the last solution.</summary>
public sealed class LogisticSolverTests
{
    [Theory]
    [InlineData(0.1, 3)]
    [InlineData(1, 8)]
    [InlineData(30, 8)]
    public void The_gradient_of_the_binary_objective_vanishes(double scale, int width)
    {
        var draws = new Pcg64(1, $"solver {scale} {width}");
        (double[] x, double[] weights) = Draw(draws, 120, width, scale);
        double[] positive = [.. Enumerable.Range(0, 120).Select(i => i < 2 ? i : draws.NextInt(2))];
        var solver = new BinaryLogisticSolver();
        var design = new PaddedDesign();
        design.Reset(width - 1);
        solver.Reset(width);
        for (int n = 2; n <= 120; n++)
        {
            Grow(design, x, n);
            solver.Solve(design, [.. positive.Select(side => 1 - (2 * side))], Padded(weights, n));
            double[] gradient = Penalty(solver.Parameters, width);
            for (int i = 0; i < n; i++)
            {
                double p = 1 / (1 + Math.Exp(-VectorMath.Dot(solver.Parameters, x.AsSpan(i * width, width))));
                VectorMath.AddScaled(weights[i] * (p - positive[i]), x.AsSpan(i * width, width), gradient);
            }
            Assert.InRange(gradient.Max(Math.Abs), 0, 1e-7);
        }
    }

    [Theory]
    [InlineData(0.1, 3, 3)]
    [InlineData(1, 8, 5)]
    [InlineData(30, 8, 3)]
    public void The_gradient_of_the_multinomial_objective_vanishes(double scale, int width, int classes)
    {
        var draws = new Pcg64(2, $"solver {scale} {width}");
        (double[] x, double[] weights) = Draw(draws, 120, width, scale);
        int[] labels = [.. Enumerable.Range(0, 120).Select(i => i < classes ? i : draws.NextInt(classes))];
        var solver = new MultinomialLogisticSolver();
        var design = new PaddedDesign();
        design.Reset(width - 1);
        solver.Reset(width, classes);
        for (int n = classes; n <= 120; n++)
        {
            Grow(design, x, n);
            solver.Solve(design, labels.AsSpan(0, n), weights.AsSpan(0, n));
            double[] gradient = Penalty(solver.Parameters, width);
            for (int i = 0; i < n; i++)
            {
                double[] scores = new double[classes];
                for (int k = 0; k < classes; k++)
                {
                    scores[k] = VectorMath.Dot(solver.Parameters.Slice(k * width, width), x.AsSpan(i * width, width));
                }
                double largest = scores.Max();
                double total = scores.Sum(score => Math.Exp(score - largest));
                for (int k = 0; k < classes; k++)
                {
                    double error = (Math.Exp(scores[k] - largest) / total) - (labels[i] == k ? 1 : 0);
                    VectorMath.AddScaled(weights[i] * error, x.AsSpan(i * width, width), gradient.AsSpan(k * width, width));
                }
            }
            Assert.InRange(gradient.Max(Math.Abs), 0, 1e-7);
        }
    }

    private static (double[] X, double[] Weights) Draw(Pcg64 draws, int rows, int width, double scale)
    {
        double[] x = [.. Enumerable.Range(0, rows * width).Select(i => (i + 1) % width == 0 ? 1 : (float)(scale * draws.NextGaussian()))];
        return (x, [.. Enumerable.Range(0, rows).Select(_ => draws.NextExponential())]);
    }

    private static void Grow(PaddedDesign design, double[] x, int rows)
    {
        int width = design.Width;
        for (int i = design.Rows; i < rows; i++)
        {
            design.Append([.. x.AsSpan(i * width, width - 1).ToArray().Select(value => (float)value)]);
        }
    }

    private static double[] Padded(double[] weights, int rows) => [.. weights.Take(rows), 0, 0, 0];

    private static double[] Penalty(ReadOnlySpan<double> parameters, int width)
    {
        double[] gradient = parameters.ToArray();
        for (int j = width - 1; j < gradient.Length; j += width)
        {
            gradient[j] = 0;
        }
        return gradient;
    }
}
