using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Learners;

/// <summary>In the span of the labelled rows or feature by feature: the solution is the same.</summary>
public sealed class LabelledDesignTests
{
    private const int Features = 24;

    public static TheoryData<string, int, int> Problems
    {
        get
        {
            var data = new TheoryData<string, int, int>();
            foreach (string kind in new[] { "plain", "duplicates", "separable", "constant", "large", "weighted" })
            {
                foreach (int rows in new[] { 4, 9, 17, 23, 24, 25, 40 })
                {
                    data.Add(kind, rows, 2);
                    data.Add(kind, rows, 4);
                }
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void Coefficients_do_not_depend_on_the_coordinates(string kind, int rows, int classes)
    {
        (FeatureMatrix x, int[] y, double[] weights) = Draw(kind, rows, classes);
        var labelled = new LabelledDesign();
        labelled.Reset(Features);
        labelled.Extend(x, [.. Enumerable.Range(0, rows)]);
        Assert.Equal(rows <= Features, labelled.Rotation is not null);
        Assert.True(labelled.Rotation is null || labelled.Rows.Width <= rows + 1);
        var full = new PaddedDesign();
        full.Reset(Features);
        for (int i = 0; i < rows; i++)
        {
            full.Append(x.Row(i));
        }
        double[] expected = Solve(full, y, weights, classes);
        double[] reduced = Solve(labelled.Rows, y, weights, classes);
        double[] actual = new double[expected.Length];
        for (int k = 0; k < expected.Length / (Features + 1); k++)
        {
            labelled.Restore(reduced.AsSpan(k * labelled.Rows.Width, labelled.Rows.Width), actual.AsSpan(k * (Features + 1), Features + 1));
        }
        for (int i = 0; i < expected.Length; i++)
        {
            // Where all rows are fitted well, a bias hardly counts and is as loose as the solver's tolerance.
            Assert.Equal(expected[i], actual[i], 2e-5 * (1 + Math.Abs(expected[i])));
        }
    }

    private static double[] Solve(PaddedDesign design, int[] y, double[] weights, int classes)
    {
        if (classes == 2)
        {
            var binary = new BinaryLogisticSolver();
            binary.Reset(design.Width);
            binary.Solve(design, [.. y.Select(label => 1.0 - (2 * label)), 0, 0, 0], [.. weights, 0, 0, 0]);
            return binary.Parameters.ToArray();
        }
        var multinomial = new MultinomialLogisticSolver();
        multinomial.Reset(design.Width, classes);
        multinomial.Solve(design, y, weights);
        return multinomial.Parameters.ToArray();
    }

    private static (FeatureMatrix X, int[] Y, double[] Weights) Draw(string kind, int rows, int classes)
    {
        var draws = new Pcg64(4, $"{kind} {rows} {classes}");
        int[] y = [.. Enumerable.Range(0, rows).Select(i => i % classes)];
        float[] x = new float[rows * Features];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < Features; j++)
            {
                x[(i * Features) + j] = kind switch
                {
                    "duplicates" when i % 3 == 2 => x[((i - 2) * Features) + j],
                    "constant" when j % 4 == 0 => j,
                    "large" => (float)(50 * draws.NextGaussian()),
                    "separable" => (float)(draws.NextGaussian() + (j == y[i] ? 20 : 0)),
                    _ => (float)draws.NextGaussian(),
                };
            }
        }
        return (new FeatureMatrix(x, rows, Features), y, [.. y.Select(_ => kind == "weighted" ? draws.NextExponential() : 1)]);
    }
}
