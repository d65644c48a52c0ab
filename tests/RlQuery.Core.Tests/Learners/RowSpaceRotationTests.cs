using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Learners;

public sealed class RowSpaceRotationTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 9)]
    [InlineData(20, 21)]
    [InlineData(12, 5)]
    public void Lengths_and_angles_stay_and_rows_taken_in_end_at_the_rank(int rows, int columns)
    {
        double[][] x = Draw(rows + 4, columns);
        var rotation = new RowSpaceRotation();
        rotation.Reset(columns);
        double[][] rotated = [.. x.Select(row => row.ToArray())];
        for (int i = 0; i < rows; i++)
        {
            rotation.Add(rotated[i]);
            Assert.Equal(Math.Min(i + 1, columns), rotation.Rank);
            Assert.All(rotated[i][rotation.Rank..], value => Assert.Equal(0, value));
        }
        foreach (double[] other in rotated[rows..])
        {
            rotation.Apply(other, 0);
        }
        for (int a = 0; a < x.Length; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                Assert.Equal(VectorMath.Dot(x[a], x[b]), VectorMath.Dot(rotated[a], rotated[b]), 1e-12 * columns);
            }
        }
    }

    [Fact]
    public void Turning_back_undoes_a_rotation()
    {
        double[][] x = Draw(8, 11);
        RowSpaceRotation rotation = After(x[..7]);
        double[] row = x[7].ToArray();
        rotation.Apply(row, 0);
        Assert.True(Math.Abs(row[0] - x[7][0]) > 1e-3);
        rotation.Invert(row);
        Assert.All(row.Zip(x[7]), pair => Assert.Equal(pair.Second, pair.First, 1e-13));
    }

    [Fact]
    public void Rows_that_lie_in_the_span_add_no_dimension()
    {
        double[][] x = Draw(4, 10);
        double[] sum = [.. x[0].Zip(x[2], (a, b) => a - (3 * b))];
        Assert.Equal(4, After([x[0], x[0], x[1], x[2], sum, new double[10], x[3], x[1]]).Rank);
    }

    [Fact]
    public void Rotating_on_equals_rotating_at_once_in_every_bit()
    {
        double[][] x = Draw(9, 12);
        RowSpaceRotation rotation = After(x[..3]);
        double[] row = x[8].ToArray();
        rotation.Apply(row, 0);
        foreach (double[] added in x[3..8])
        {
            rotation.Add(added.ToArray());
        }
        rotation.Apply(row, 3);
        double[] once = x[8].ToArray();
        rotation.Apply(once, 0);
        Assert.Equal(once, row);
    }

    private static RowSpaceRotation After(double[][] rows)
    {
        var rotation = new RowSpaceRotation();
        rotation.Reset(rows[0].Length);
        foreach (double[] row in rows)
        {
            rotation.Add(row.ToArray());
        }
        return rotation;
    }

    private static double[][] Draw(int rows, int columns)
    {
        var draws = new Pcg64(3, "rotation");
        return [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => draws.NextGaussian()).ToArray())];
    }
}
