using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Numerics;

/// <summary>Inverse Cholesky factors in single precision against those in double precision.</summary>
public sealed class FloatCholeskyTests
{
    [Theory]
    [InlineData(16, 4)]
    [InlineData(48, 100)]
    [InlineData(160, 150)]
    public void Inverses_are_those_of_double_precision(int order, int rows)
    {
        double[] matrix = Gram(order, rows);
        float[] narrow = [.. matrix.Select(value => (float)value)];
        float[] inverse = new float[order * order];
        Assert.True(FloatCholesky.Invert(narrow, order, new float[FloatCholesky.Memory(order)], inverse));
        Assert.True(Cholesky.Factor(matrix, order));
        double[] unit = new double[order];
        for (int j = 0; j < order; j++)
        {
            Array.Clear(unit);
            unit[j] = 1;
            Cholesky.SolveLower(matrix, order, unit);
            for (int i = 0; i < order; i++)
            {
                Assert.Equal(unit[i], inverse[(i * order) + j], 1e-5);
            }
        }
    }

    [Fact]
    public void A_matrix_that_is_close_to_singular_is_refused()
    {
        const int order = 32;
        float[] matrix = [.. Gram(order, 40).Select(value => (float)value)];
        // The last row repeats the one before.
        matrix.AsSpan((order - 2) * order, order - 1).CopyTo(matrix.AsSpan((order - 1) * order));
        matrix[^2] = matrix[((order - 2) * order) + order - 2];
        matrix[^1] = matrix[^2];
        Assert.False(FloatCholesky.Invert(matrix, order, new float[FloatCholesky.Memory(order)], new float[order * order]));
    }

    private static double[] Gram(int order, int rows)
    {
        var draws = new Pcg64(3, "gram");
        double[] matrix = new double[order * order];
        for (int j = 0; j < order; j++)
        {
            matrix[(j * order) + j] = 1;
        }
        for (int row = 0; row < rows; row++)
        {
            double[] values = [.. Enumerable.Range(0, order).Select(_ => 0.3 * draws.NextGaussian())];
            for (int i = 0; i < order; i++)
            {
                for (int j = 0; j < order; j++)
                {
                    matrix[(i * order) + j] += values[i] * values[j];
                }
            }
        }
        return matrix;
    }
}
