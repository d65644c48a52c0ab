using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Learners;

/// <summary>Whitened rows, in whatever coordinates, against x'ᵀH⁻¹x with the whole Hessian.</summary>
public sealed class CurvatureFormsTests
{
    private const int Features = 20;
    private const int Pool = 60;

    public static TheoryData<int, int> Shapes
    {
        get
        {
            var data = new TheoryData<int, int>();
            foreach (int labels in new[] { 3, 8, 14, 15, 16, 20, 21, 45 })
            {
                data.Add(labels, 2);
                data.Add(labels, 3);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Products_of_whitened_rows_are_those_of_the_whole_hessian(int labels, int classes)
    {
        Problem problem = Problems.Blobs(pool: Pool, classes: classes, features: Features, spread: 4);
        var learner = new LogisticRegression();
        learner.Start(problem);
        // Label by label, with rows whitened in between: what is kept from one fit to the next must not go stale.
        for (int n = classes; n <= labels; n++)
        {
            learner.Fit([.. Enumerable.Range(0, n)], problem.PoolLabels.AsSpan(0, n), []);
            learner.FactorHessian();
            _ = Whitened(learner, 0, problem.PoolFeatures, n % 7);
        }
        for (int block = 0; block < learner.Blocks; block++)
        {
            float[] z = Whitened(learner, block, problem.PoolFeatures, 0);
            double[] factor = Factor(problem, labels, classes, block);
            double[][] rows = [.. Enumerable.Range(0, Pool).Select(i => Solved(factor, problem.PoolFeatures.Row(i)))];
            for (int a = 0; a < Pool; a++)
            {
                for (int b = 0; b <= a; b++)
                {
                    double expected = VectorMath.Dot(rows[a], rows[b]);
                    double actual = 0;
                    for (int j = 0; j < learner.WhitenedWidth; j++)
                    {
                        actual += (double)z[(a * learner.WhitenedWidth) + j] * z[(b * learner.WhitenedWidth) + j];
                    }
                    double scale = Math.Sqrt(VectorMath.Dot(rows[a], rows[a]) * VectorMath.Dot(rows[b], rows[b]));
                    Assert.Equal(expected, actual, 1e-5 * scale);
                }
            }
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    public void Rows_of_the_pool_and_equal_rows_of_another_matrix_are_whitened_to_the_same_bits(int labels)
    {
        Problem problem = Problems.Blobs(pool: Pool, classes: 2, features: Features);
        var learner = new LogisticRegression();
        learner.Start(problem);
        for (int n = 2; n <= labels; n += 4)
        {
            learner.Fit([.. Enumerable.Range(0, n)], problem.PoolLabels.AsSpan(0, n), []);
            learner.FactorHessian();
            var copy = new FeatureMatrix(problem.PoolFeatures.Values.ToArray(), Pool, Features);
            Assert.Equal(Whitened(learner, 0, copy, 0), Whitened(learner, 0, problem.PoolFeatures, 0));
        }
    }

    [Fact]
    public void Fits_and_whitened_rows_in_the_span_allocate_nothing()
    {
        Problem problem = Problems.Blobs(pool: Pool, classes: 3, features: 80);
        int[] rows = [.. Enumerable.Range(0, Pool)];
        var learner = new LogisticRegression();
        int[] labels = problem.PoolLabels;
        float[] z = new float[Pool * 81];
        Episode();
        // The runtime itself may allocate when it compiles a method anew, so that one of several must do without.
        Assert.Contains(Enumerable.Range(0, 5), _ =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Episode();
            return GC.GetAllocatedBytesForCurrentThread() == before;
        });

        void Episode()
        {
            learner.Start(problem);
            for (int n = 2; n <= Pool; n++)
            {
                learner.Fit(rows.AsSpan(0, n), labels.AsSpan(0, n), []);
                learner.FactorHessian();
                learner.Whiten(learner.Blocks - 1, problem.PoolFeatures, rows, z);
            }
        }
    }

    private static float[] Whitened(LogisticRegression learner, int block, FeatureMatrix features, int first)
    {
        int[] rows = [.. Enumerable.Range(first, Pool - first)];
        float[] z = new float[rows.Length * learner.WhitenedWidth];
        learner.Whiten(block, features, rows, z);
        return z;
    }

    // The solvers in all features, and the Hessian of one score summed row by row.
    private static double[] Factor(Problem problem, int labels, int classes, int block)
    {
        const int Width = Features + 1;
        var design = new PaddedDesign();
        design.Reset(Features);
        for (int i = 0; i < labels; i++)
        {
            design.Append(problem.PoolFeatures.Row(i));
        }
        double[] p = new double[labels];
        double[] weights = [.. Enumerable.Repeat(1.0, labels), 0, 0, 0];
        if (classes == 2)
        {
            var solver = new BinaryLogisticSolver();
            solver.Reset(Width);
            solver.Solve(design, [.. problem.PoolLabels[..labels].Select(label => 1.0 - (2 * label)), 0, 0, 0], weights);
            for (int i = 0; i < labels; i++)
            {
                p[i] = 1 / (1 + Math.Exp(-VectorMath.Dot(solver.Parameters, design.Values.Slice(i * design.Stride, Width))));
            }
        }
        else
        {
            var solver = new MultinomialLogisticSolver();
            solver.Reset(Width, classes);
            solver.Solve(design, problem.PoolLabels.AsSpan(0, labels), weights);
            for (int i = 0; i < labels; i++)
            {
                p[i] = solver.Probabilities[(i * solver.Columns) + block];
            }
        }
        double[] hessian = new double[Width * Width];
        for (int j = 0; j < Features; j++)
        {
            hessian[(j * Width) + j] = 1;
        }
        for (int i = 0; i < labels; i++)
        {
            ReadOnlySpan<double> row = design.Values.Slice(i * design.Stride, Width);
            for (int j = 0; j < Width; j++)
            {
                VectorMath.AddScaled(p[i] * (1 - p[i]) * row[j], row, hessian.AsSpan(j * Width, Width));
            }
        }
        Assert.True(Cholesky.Factor(hessian, Width));
        return hessian;
    }

    private static double[] Solved(double[] factor, ReadOnlySpan<float> row)
    {
        double[] z = new double[row.Length + 1];
        for (int j = 0; j < row.Length; j++)
        {
            z[j] = row[j];
        }
        z[^1] = 1;
        Cholesky.SolveLower(factor, z.Length, z);
        return z;
    }
}
