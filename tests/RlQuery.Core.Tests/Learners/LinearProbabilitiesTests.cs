using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Learners;

public sealed class LinearProbabilitiesTests
{
    [Theory]
    [InlineData(1, 3, 2, 3)]
    [InlineData(70, 5, 3, 3)]
    [InlineData(64, 20, 7, 9)]
    public void Softmax_is_that_of_the_definition(int rows, int features, int present, int classes)
    {
        (FeatureMatrix x, float[] coefficients) = Draw(rows, features, present);
        int[] columns = [.. Enumerable.Range(classes - present, present)];
        float[] p = new float[rows * classes];
        new LinearProbabilities().Softmax(x, coefficients, columns, classes, p);
        for (int i = 0; i < rows; i++)
        {
            double[] odds = [.. Enumerable.Range(0, present).Select(k => Math.Exp(Score(x, coefficients, i, k)))];
            for (int k = 0; k < present; k++)
            {
                Assert.Equal(odds[k] / odds.Sum(), p[(i * classes) + columns[k]], 1e-6);
            }
            Assert.All(Enumerable.Range(0, classes - present), k => Assert.Equal(0, p[(i * classes) + k]));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(65)]
    public void Sigmoid_is_that_of_the_definition_and_its_two_sides_sum_to_one(int rows)
    {
        (FeatureMatrix x, float[] coefficients) = Draw(rows, 6, 1);
        float[] p = new float[rows * 3];
        new LinearProbabilities().Sigmoid(x, coefficients, classes: 3, first: 2, second: 0, p);
        for (int i = 0; i < rows; i++)
        {
            Assert.Equal(1 / (1 + Math.Exp(-Score(x, coefficients, i, 0))), p[i * 3], 1e-6);
            Assert.Equal(1, p[i * 3] + p[(i * 3) + 2], 1e-6f);
            Assert.Equal(0, p[(i * 3) + 1]);
        }
    }

    [Fact]
    public void A_matrix_too_large_to_be_kept_twice_gives_the_same_blocks()
    {
        const int Columns = 1 << 15;
        var draws = new Pcg64(1);
        float[] values = [.. Enumerable.Range(0, 130 * Columns).Select(_ => draws.NextUInt32() * 1e-9f)];
        var large = new FeatureMatrix(values, 130, Columns);
        var small = new FeatureMatrix(values[(96 * Columns)..], 34, Columns);
        float[] first = new float[Columns * FeatureMatrix.BlockRows];
        float[] second = new float[Columns * FeatureMatrix.BlockRows];
        Assert.True(large.Block(3, first).SequenceEqual(small.Block(0, second)));
        Assert.True(large.Block(4, first).SequenceEqual(small.Block(1, second)));
        Assert.Equal(large.Row(129)[7], large.Block(4, first)[(7 * FeatureMatrix.BlockRows) + 1]);
        Assert.Equal(0, large.Block(4, first)[(7 * FeatureMatrix.BlockRows) + 2]);
    }

    private static double Score(FeatureMatrix x, float[] coefficients, int row, int k)
    {
        int width = x.Columns + 1;
        return Enumerable.Range(0, x.Columns).Sum(j => (double)x.Row(row)[j] * coefficients[(k * width) + j]) + coefficients[(k * width) + width - 1];
    }

    private static (FeatureMatrix X, float[] Coefficients) Draw(int rows, int features, int vectors)
    {
        var draws = new Pcg64(1, $"{rows}x{features}x{vectors}");
        float[] Next(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)draws.NextGaussian())];
        return (new FeatureMatrix(Next(rows * features), rows, features), Next(vectors * (features + 1)));
    }
}
