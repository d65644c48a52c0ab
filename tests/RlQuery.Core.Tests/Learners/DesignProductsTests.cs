using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Learners;

/// <summary>Products in tiles equal plain sums, whatever is left over at the edges.</summary>
public sealed class DesignProductsTests
{
    public static TheoryData<int, int> Shapes => new() { { 1, 1 }, { 3, 2 }, { 4, 3 }, { 5, 7 }, { 18, 20 }, { 33, 64 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_vector_on_either_side(int rows, int features)
    {
        PaddedDesign design = Draw(rows, features);
        double[] right = Draws(design.Stride, "right");
        double[] scores = new double[design.PaddedRows];
        DesignProducts.Multiply(design, right, scores);
        double[] left = Draws(design.PaddedRows, "left");
        double[] sums = new double[design.Stride];
        DesignProducts.AddTransposed(design, left, sums);
        for (int i = 0; i < design.PaddedRows; i++)
        {
            Assert.Equal(Enumerable.Range(0, design.Stride).Sum(j => X(design, i, j) * right[j]), scores[i], 1e-12);
        }
        for (int j = 0; j < design.Stride; j++)
        {
            Assert.Equal(Enumerable.Range(0, design.PaddedRows).Sum(i => X(design, i, j) * left[i]), sums[j], 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_weighted_Gram_matrix(int rows, int features)
    {
        PaddedDesign design = Draw(rows, features);
        double[] weights = Draws(design.PaddedRows, "weights");
        double[] gram = new double[design.Stride * design.Stride];
        DesignProducts.Gram(design, weights, gram);
        for (int j = 0; j < design.Stride; j++)
        {
            for (int k = 0; k <= j; k++)
            {
                double expected = Enumerable.Range(0, rows).Sum(i => weights[i] * X(design, i, j) * X(design, i, k));
                Assert.Equal(expected, gram[(j * design.Stride) + k], 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(20)]
    [InlineData(28)]
    public void Many_vectors_on_either_side(int columns)
    {
        PaddedDesign design = Draw(18, 20);
        double[] right = Draws(design.Stride * columns, "right");
        double[] scores = new double[design.PaddedRows * columns];
        DesignProducts.MultiplyAll(design, right, columns, scores);
        double[] left = Draws(design.PaddedRows * columns, "left");
        double[] sums = new double[design.Stride * columns];
        DesignProducts.AddTransposedAll(design, left, columns, sums);
        for (int k = 0; k < columns; k++)
        {
            for (int i = 0; i < design.PaddedRows; i++)
            {
                Assert.Equal(Enumerable.Range(0, design.Stride).Sum(j => X(design, i, j) * right[(j * columns) + k]), scores[(i * columns) + k], 1e-12);
            }
            for (int j = 0; j < design.Stride; j++)
            {
                Assert.Equal(Enumerable.Range(0, design.PaddedRows).Sum(i => X(design, i, j) * left[(i * columns) + k]), sums[(j * columns) + k], 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(6, 5)]
    [InlineData(9, 9)]
    [InlineData(30, 30)]
    [InlineData(31, 22)]
    [InlineData(40, 17)]
    public void Leaving_out_the_zeros_of_a_trapezoid_changes_no_bit(int rows, int features)
    {
        const int Columns = 16;
        PaddedDesign[] designs = [new(), new()];
        designs[0].Reset(features);
        designs[1].Reset(features, trapezoidal: true);
        var draws = new Pcg64(1, "trapezoid");
        for (int i = 0; i < rows; i++)
        {
            double[] row = [.. Enumerable.Range(0, features).Select(j => j <= i ? draws.NextGaussian() : 0)];
            designs[0].Append(row);
            designs[1].Append(row);
        }
        double[][] results = [.. designs.Select(Products)];
        Assert.Equal(results[0], results[1]);

        static double[] Products(PaddedDesign design)
        {
            double[] scores = new double[design.PaddedRows];
            DesignProducts.Multiply(design, Draws(design.Stride, "right"), scores);
            double[] sums = new double[design.Stride];
            DesignProducts.AddTransposed(design, Draws(design.PaddedRows, "left"), sums);
            double[] gram = new double[design.Stride * design.Stride];
            DesignProducts.Gram(design, Draws(design.PaddedRows, "factors"), gram);
            double[] allScores = new double[design.PaddedRows * Columns];
            DesignProducts.MultiplyAll(design, Draws(design.Stride * Columns, "all right"), Columns, allScores);
            double[] allSums = new double[design.Stride * Columns];
            DesignProducts.AddTransposedAll(design, Draws(design.PaddedRows * Columns, "all left"), Columns, allSums);
            return [.. scores, .. sums, .. gram, .. allScores, .. allSums];
        }
    }

    private static double X(PaddedDesign design, int row, int column) => design.Values[(row * design.Stride) + column];

    private static PaddedDesign Draw(int rows, int features)
    {
        var draws = new Pcg64(1, $"{rows}x{features}");
        var design = new PaddedDesign();
        design.Reset(features);
        for (int i = 0; i < rows; i++)
        {
            design.Append([.. Enumerable.Range(0, features).Select(_ => (float)draws.NextGaussian())]);
        }
        return design;
    }

    private static double[] Draws(int count, string purpose)
    {
        var draws = new Pcg64(1, purpose);
        return [.. Enumerable.Range(0, count).Select(_ => draws.NextGaussian())];
    }
}
