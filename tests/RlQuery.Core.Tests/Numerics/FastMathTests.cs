using System.Runtime.Intrinsics;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Numerics;

/// <summary>Fast forms of functions and products against their definitions in double precision.</summary>
public sealed class FastMathTests
{
    [Fact]
    public void The_fast_exponential_is_right_to_six_digits_and_exact_at_zero()
    {
        for (double x = -87; x <= 87; x += 0.0137)
        {
            float argument = (float)x;
            double expected = Math.Exp(argument);
            Assert.Equal(expected, FastExponential.Of(Vector256.Create(argument))[3], 1e-6 * expected);
        }
        Assert.Equal(1, FastExponential.Of(Vector256<float>.Zero)[0]);
        Assert.InRange(FastExponential.Of(Vector256.Create(-1e9f))[0], 0, 1e-37f);
    }

    [Fact]
    public void The_fast_quantile_of_many_is_that_of_one()
    {
        for (double p = 1e-5; p < 1; p = p < 0.5 ? p * 1.1 : 1 - ((1 - p) * 0.9))
        {
            if (1 - p < 1e-5)
            {
                break;
            }
            float expected = NormalDistribution.FastQuantile((float)p);
            Assert.Equal(expected, NormalDistribution.FastQuantile(Vector256.Create((float)p))[5], 1e-4f * MathF.Max(0.01f, MathF.Abs(expected)));
        }
    }

    [Theory]
    [InlineData(1, 16, 1)]
    [InlineData(7, 32, 13)]
    [InlineData(9, 48, 40)]
    public void Products_are_sums_of_products_added_to_what_was_there(int rows, int columns, int length)
    {
        var draws = new Pcg64(1, "products");
        float[] a = Draw(rows * (length + 3)), b = Draw(length * columns), before = Draw(rows * columns);
        for (int k = 0; k < length; k++)
        {
            b.AsSpan(k * columns, Math.Min(k, columns)).Clear();
        }
        foreach (bool triangular in new[] { false, true })
        {
            float[] c = [.. before];
            FloatProducts.Add(a, length + 3, rows, b, columns, length, c, columns, columns, triangular);
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < columns; j++)
                {
                    double expected = before[(i * columns) + j];
                    for (int k = 0; k < length; k++)
                    {
                        expected += (double)a[(i * (length + 3)) + k] * b[(k * columns) + j];
                    }
                    Assert.Equal(expected, c[(i * columns) + j], 1e-5);
                }
            }
        }

        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)draws.NextGaussian())];
    }

    [Theory]
    [InlineData(12, 31, 32, false)]
    [InlineData(37, 400, 48, false)]
    [InlineData(203, 203, 64, true)]
    public void Float_products_of_many_rows_have_the_bits_of_row_after_row(int rows, int length, int columns, bool lower)
    {
        var draws = new Pcg64(4, "tiles");
        float[] a = [.. Enumerable.Range(0, rows * length).Select(i => lower && i % length > i / length ? 0 : (float)draws.NextGaussian())];
        float[] b = [.. Enumerable.Range(0, length * columns).Select(_ => (float)draws.NextGaussian())];
        float[] expected = new float[rows * columns];
        float[] actual = new float[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            FloatProducts.Add(a.AsSpan(i * length), length, 1, b, columns, length, expected.AsSpan(i * columns), columns, columns);
        }
        FloatProducts.Add(a, length, rows, b, columns, length, actual, columns, columns, lower: lower);
        Assert.Equal(expected, actual);
    }
}
