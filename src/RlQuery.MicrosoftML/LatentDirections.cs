using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;
using RlQuery.Core.Numerics;

namespace RlQuery.MicrosoftML;

/// <summary>The leading right singular vectors of a sparse matrix, turned so that all columns of the projection have similar scale.</summary>
/// <remarks>
/// <para>Randomised subspace iteration: N. Halko, P. G. Martinsson and J. A. Tropp, "Finding Structure with Randomness" (2011), algorithm 4.4, made
/// orthonormal by the eigenvectors of the Gram matrix.</para>
/// <para>Learners see every feature scaled to the same spread. With singular vectors, the last one, which is mostly noise, would become as large as the first.
/// So each direction is multiplied by the spread of the rows along it, and a random rotation mixes all of them. Scaling the result to one spread keeps the
/// distances between rows. All draws use a fixed seed.</para>
/// </remarks>
internal static class LatentDirections
{
    private const int Oversampling = 10;
    private const int Iterations = 4;

    /// <summary>Finds the directions.</summary>
    /// <param name="rows">The rows of the matrix.</param>
    /// <param name="columns">Its number of columns.</param>
    /// <param name="most">Most directions.</param>
    /// <returns>[columns x width] and width; there are fewer directions than asked for where the rows span fewer.</returns>
    public static (double[] Directions, int Width) Find(SparseRow[] rows, int columns, int most)
    {
        int width = Math.Min(Math.Min(columns, rows.Length), most + Oversampling);
        double[] basis = Gaussian(columns * width, "latent directions");
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            basis = Orthonormalise(TransposedTimes(rows, Times(rows, basis, width), columns, width), ref width);
        }
        double[] images = Times(rows, basis, width);
        (double[] turn, double[] squares) = Eigen(Gram(images, width), width, most);
        int kept = squares.Length;
        double[] spreads = Spreads(Product(images, turn, width, kept), kept);
        double[] rotation = Orthonormalise(Gaussian(kept * kept, "latent rotation"), ref kept);
        for (int i = 0; i < rotation.Length; i++)
        {
            rotation[i] *= spreads[i / kept];
        }
        return (Product(basis, Product(turn, rotation, kept, kept), width, kept), kept);
    }

    private static double[] Gaussian(int count, string purpose)
    {
        var draws = new Pcg64(0, purpose);
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = draws.NextGaussian();
        }
        return values;
    }

    private static double[] Times(SparseRow[] rows, double[] basis, int width)
    {
        double[] images = new double[rows.Length * width];
        Parallel.For(0, rows.Length, row =>
        {
            Span<double> image = images.AsSpan(row * width, width);
            for (int i = 0; i < rows[row].Terms.Length; i++)
            {
                VectorMath.AddScaled(rows[row].Weights[i], basis.AsSpan(rows[row].Terms[i] * width, width), image);
            }
        });
        return images;
    }

    private static double[] TransposedTimes(SparseRow[] rows, double[] images, int columns, int width)
    {
        double[] result = new double[columns * width];
        for (int row = 0; row < rows.Length; row++)
        {
            ReadOnlySpan<double> image = images.AsSpan(row * width, width);
            for (int i = 0; i < rows[row].Terms.Length; i++)
            {
                VectorMath.AddScaled(rows[row].Weights[i], image, result.AsSpan(rows[row].Terms[i] * width, width));
            }
        }
        return result;
    }

    private static double[] Orthonormalise(double[] basis, ref int width)
    {
        (double[] turn, double[] squares) = Eigen(Gram(basis, width), width, width);
        int kept = squares.Length;
        for (int i = 0; i < turn.Length; i++)
        {
            turn[i] /= Math.Sqrt(squares[i % kept]);
        }
        double[] result = Product(basis, turn, width, kept);
        width = kept;
        return result;
    }

    private static double[] Gram(double[] values, int width)
    {
        double[] gram = new double[width * width];
        for (int start = 0; start < values.Length; start += width)
        {
            ReadOnlySpan<double> row = values.AsSpan(start, width);
            for (int i = 0; i < width; i++)
            {
                if (row[i] != 0)
                {
                    VectorMath.AddScaled(row[i], row, gram.AsSpan(i * width, width));
                }
            }
        }
        return gram;
    }

    // Eigenvectors [width x kept] and eigenvalues of a symmetric matrix, the largest first; those that are only rounding error are left out.
    private static (double[] Vectors, double[] Values) Eigen(double[] gram, int width, int most)
    {
        const double Negligible = 1e-12;
        Evd<double> eigen = DenseMatrix.OfColumnMajor(width, width, gram).Evd(Symmetricity.Symmetric);
        double[] values = [.. eigen.EigenValues.Select(value => value.Real)];
        double least = Negligible * values.Max();
        int[] order = [.. Enumerable.Range(0, width).Where(i => values[i] > least).OrderByDescending(i => values[i]).Take(most)];
        double[] vectors = [.. Enumerable.Range(0, width).SelectMany(row => order.Select(i => eigen.EigenVectors[row, i]))];
        return (vectors, [.. order.Select(i => values[i])]);
    }

    private static double[] Product(double[] left, double[] right, int inner, int width)
    {
        double[] result = new double[left.Length / inner * width];
        for (int i = 0; i < left.Length; i++)
        {
            VectorMath.AddScaled(left[i], right.AsSpan(i % inner * width, width), result.AsSpan(i / inner * width, width));
        }
        return result;
    }

    private static double[] Spreads(double[] images, int width)
    {
        int rows = images.Length / width;
        double[] means = new double[width];
        double[] squares = new double[width];
        for (int i = 0; i < images.Length; i++)
        {
            means[i % width] += images[i] / rows;
        }
        for (int i = 0; i < images.Length; i++)
        {
            double deviation = images[i] - means[i % width];
            squares[i % width] += deviation * deviation / rows;
        }
        return Array.ConvertAll(squares, Math.Sqrt);
    }
}
