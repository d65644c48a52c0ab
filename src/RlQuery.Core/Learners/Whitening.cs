using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Learners;

/// <summary>Solves L z = [x; 1] for many rows x.</summary>
internal static class Whitening
{
    public static void Apply(
        ReadOnlySpan<double> factor, int width, FeatureMatrix features, ReadOnlySpan<int> rows, ref double[] scratch, Span<float> whitened)
    {
        if (scratch.Length < width)
        {
            scratch = new double[width];
        }
        Span<double> z = scratch.AsSpan(0, width);
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<float> row = features.Row(rows[i]);
            for (int j = 0; j < row.Length; j++)
            {
                z[j] = row[j];
            }
            z[^1] = 1;
            Cholesky.SolveLower(factor, width, z);
            for (int j = 0; j < width; j++)
            {
                whitened[(i * width) + j] = (float)z[j];
            }
        }
    }
}
