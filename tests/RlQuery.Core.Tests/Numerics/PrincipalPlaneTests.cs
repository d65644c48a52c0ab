using MathNet.Numerics.LinearAlgebra;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Numerics;

public sealed class PrincipalPlaneTests
{
    [Fact]
    public void Coordinates_are_those_of_the_correlation_matrix()
    {
        var lots = new Pcg64(3);
        float[][] rows =
        [
            .. Enumerable.Range(0, 60).Select(_ =>
            {
                double a = lots.NextGaussian();
                double b = lots.NextGaussian();
                double[] row = [a, (3 * a) + (0.5 * lots.NextGaussian()), b + (0.2 * a), (2 * lots.NextGaussian()) - b, 4];
                return Array.ConvertAll(row, value => (float)value);
            }),
        ];
        (double X, double Y)[] placed = PrincipalPlane.Of(rows);
        var table = Matrix<double>.Build.Dense(60, 4, (row, column) => rows[row][column]);
        Vector<double> means = table.ColumnSums() / 60;
        var standard = Matrix<double>.Build.Dense(60, 4, (row, column) => table[row, column] - means[column]);
        standard = Matrix<double>.Build.Dense(60, 4, (row, column) => standard[row, column] / Math.Sqrt(standard.Column(column).PointwisePower(2).Sum() / 60));
        Matrix<double> vectors = (standard.Transpose() * standard).Evd(Symmetricity.Symmetric).EigenVectors;
        foreach ((int component, double[] found) in new[] { (3, placed.Select(place => place.X).ToArray()), (2, [.. placed.Select(place => place.Y)]) })
        {
            Vector<double> expected = standard * vectors.Column(component);
            double sign = Math.Sign(expected[0] * found[0]);
            Assert.All(Enumerable.Range(0, 60), row => Assert.Equal(sign * expected[row], found[row], 1e-4));
        }
    }

    [Fact]
    public void Of_hundreds_of_columns_the_coordinates_tell_different_things()
    {
        var lots = new Pcg64(4);
        (double A, double B)[] loads = [.. Enumerable.Range(0, 300).Select(_ => (lots.NextGaussian(), 0.5 * lots.NextGaussian()))];
        float[][] rows =
        [
            .. Enumerable.Range(0, 80).Select(_ =>
            {
                (double a, double b) = (lots.NextGaussian(), lots.NextGaussian());
                return Array.ConvertAll(loads, load => (float)((a * load.A) + (b * load.B) + (0.5 * lots.NextGaussian())));
            }),
        ];
        (double X, double Y)[] placed = PrincipalPlane.Of(rows);
        double across = placed.Sum(place => place.X * place.Y);
        (double x, double y) = (placed.Sum(place => place.X * place.X), placed.Sum(place => place.Y * place.Y));
        Assert.True(Math.Abs(across) / Math.Sqrt(x * y) < 1e-3, $"correlation {across / Math.Sqrt(x * y)}");
        Assert.True(x > y);
    }

    [Fact]
    public void Equal_rows_and_a_single_column_have_a_place_too()
    {
        Assert.Empty(PrincipalPlane.Of([]));
        Assert.All(PrincipalPlane.Of([[1, 2], [1, 2], [1, 2]]), place => Assert.Equal((0.0, 0.0), place));
        Assert.All(PrincipalPlane.Of([[1], [2], [4]]), place => Assert.Equal(0.0, place.Y));
    }
}
