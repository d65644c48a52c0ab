using MathNet.Numerics.LinearAlgebra;
using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Studies.Advice;

/// <summary>
/// How many directions rows spread in: the participation ratio of the spectrum of their covariance, (sum of eigenvalues)² / (sum of squared eigenvalues).
/// It is d if all d directions spread alike, and 1 if all rows lie on a line.
/// </summary>
internal static class EffectiveDimensions
{
    /// <summary>A sample of the rows is enough for a number that is compared on a logarithmic scale.</summary>
    private const int MostRows = 512;

    /// <summary>The effective dimensions of the standardised features.</summary>
    /// <param name="data">At least one row.</param>
    /// <returns>0 where every feature is constant.</returns>
    public static double Of(Dataset data)
    {
        int[] rows = [.. new Pcg64(0, "effective-dimensions").Permutation(data.Rows).Take(MostRows).Order()];
        float[] values = Standardizer.Fit(data, rows).Transform(data, rows);
        // MathNet is column-major: a row of the table is a column here.
        Matrix<double> columns = Matrix<double>.Build.Dense(data.Features, rows.Length, Array.ConvertAll(values, value => (double)value));
        // Both products have the same eigenvalues other than 0.
        Matrix<double> product = data.Features <= rows.Length ? columns.TransposeAndMultiply(columns) : columns.TransposeThisAndMultiply(columns);
        double trace = product.Trace();
        double norm = product.FrobeniusNorm();
        return trace > 0 ? trace / norm * (trace / norm) : 0;
    }
}
