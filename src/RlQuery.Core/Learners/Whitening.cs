using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Data;

namespace RlQuery.Core.Learners;

/// <summary>Solves L z = [x; 1] for many rows x, sixteen side by side.</summary>
internal static class Whitening
{
    private const int Lanes = 16;

    public static void Apply(
        ReadOnlySpan<double> factor, int width, int stride, FeatureMatrix features, ReadOnlySpan<int> rows, ref double[] scratch, Span<float> whitened)
    {
        if (scratch.Length < width * Lanes)
        {
            scratch = new double[width * Lanes];
        }
        Span<double> z = scratch.AsSpan(0, width * Lanes);
        for (int first = 0; first < rows.Length; first += Lanes)
        {
            int count = Math.Min(Lanes, rows.Length - first);
            for (int lane = 0; lane < count; lane++)
            {
                ReadOnlySpan<float> row = features.Row(rows[first + lane]);
                for (int j = 0; j < row.Length; j++)
                {
                    z[(j * Lanes) + lane] = row[j];
                }
                z[((width - 1) * Lanes) + lane] = 1;
            }
            SolveLower(factor, width, stride, z);
            for (int lane = 0; lane < count; lane++)
            {
                Span<float> target = whitened.Slice((first + lane) * width, width);
                for (int j = 0; j < width; j++)
                {
                    target[j] = (float)z[(j * Lanes) + lane];
                }
            }
        }
    }

    // Forward substitution on [width x lanes]; lanes without a row hold what was there before, and nobody reads them.
    private static void SolveLower(ReadOnlySpan<double> factor, int width, int stride, Span<double> z)
    {
        ref double values = ref MemoryMarshal.GetReference(z);
        for (int j = 0; j < width; j++)
        {
            ReadOnlySpan<double> row = factor.Slice(j * stride, j + 1);
            nuint own = (nuint)(j * Lanes);
            Vector256<double> a = Vector256.LoadUnsafe(ref values, own);
            Vector256<double> b = Vector256.LoadUnsafe(ref values, own + 4);
            Vector256<double> c = Vector256.LoadUnsafe(ref values, own + 8);
            Vector256<double> d = Vector256.LoadUnsafe(ref values, own + 12);
            for (int i = 0; i < j; i++)
            {
                Vector256<double> weight = Vector256.Create(-row[i]);
                nuint other = (nuint)(i * Lanes);
                a = Vector256.FusedMultiplyAdd(weight, Vector256.LoadUnsafe(ref values, other), a);
                b = Vector256.FusedMultiplyAdd(weight, Vector256.LoadUnsafe(ref values, other + 4), b);
                c = Vector256.FusedMultiplyAdd(weight, Vector256.LoadUnsafe(ref values, other + 8), c);
                d = Vector256.FusedMultiplyAdd(weight, Vector256.LoadUnsafe(ref values, other + 12), d);
            }
            Vector256<double> pivot = Vector256.Create(row[j]);
            (a / pivot).StoreUnsafe(ref values, own);
            (b / pivot).StoreUnsafe(ref values, own + 4);
            (c / pivot).StoreUnsafe(ref values, own + 8);
            (d / pivot).StoreUnsafe(ref values, own + 12);
        }
    }
}
