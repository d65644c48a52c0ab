namespace RlQuery.Core.Numerics;

/// <summary>Cholesky factorisation A = L Lᵀ of small symmetric positive definite matrices, in place on spans.</summary>
/// <remarks>
/// Source: Golub and Van Loan, "Matrix Computations", 4th ed., algorithm 4.2.2 (outer products). Row-major; only the lower triangle is read and written.
/// </remarks>
internal static class Cholesky
{
    /// <summary>Replaces the lower triangle of A by L.</summary>
    /// <param name="matrix">Row-major [n x n].</param>
    /// <param name="n">Order.</param>
    /// <returns>Whether A is positive definite; if not, its content is undefined.</returns>
    public static bool Factor(Span<double> matrix, int n)
    {
        Span<double> column = n <= 256 ? stackalloc double[n] : new double[n];
        for (int k = 0; k < n; k++)
        {
            double pivot = matrix[(k * n) + k];
            if (!(pivot > 0))
            {
                return false;
            }
            double root = Math.Sqrt(pivot);
            double scale = 1 / root;
            matrix[(k * n) + k] = root;
            // The rows below lose the part that column k explains; they do not depend on each other, unlike with dot products.
            for (int i = k + 1; i < n; i++)
            {
                double own = matrix[(i * n) + k] * scale;
                matrix[(i * n) + k] = own;
                column[i] = own;
                VectorMath.AddScaled(-own, column[(k + 1)..(i + 1)], matrix.Slice((i * n) + k + 1, i - k));
            }
        }
        return true;
    }

    /// <summary>Solves L y = b in place.</summary>
    /// <param name="factor">Row-major L [n x n].</param>
    /// <param name="n">Order.</param>
    /// <param name="vector">b on entry, y on return.</param>
    public static void SolveLower(ReadOnlySpan<double> factor, int n, Span<double> vector)
    {
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<double> row = factor.Slice(i * n, n);
            vector[i] = (vector[i] - VectorMath.Dot(row[..i], vector[..i])) / row[i];
        }
    }

    /// <summary>Solves L Lᵀ x = b in place.</summary>
    /// <param name="factor">Row-major L [n x n].</param>
    /// <param name="n">Order.</param>
    /// <param name="vector">b on entry, x on return.</param>
    public static void Solve(ReadOnlySpan<double> factor, int n, Span<double> vector)
    {
        SolveLower(factor, n, vector);
        for (int i = n - 1; i >= 0; i--)
        {
            ReadOnlySpan<double> row = factor.Slice(i * n, n);
            vector[i] /= row[i];
            VectorMath.AddScaled(-vector[i], row[..i], vector[..i]);
        }
    }
}
