using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RlQuery.Benchmarks.Scaling;

/// <summary>
/// What the processor can do at best: a matrix product that fits the first-level cache, single precision, one thread, the instructions that the library uses.
/// </summary>
internal static class Arithmetic
{
    private const int Rows = 4;
    private const int Columns = 16;
    private const int Depth = 256;

    /// <summary>Multiplications and additions a second.</summary>
    public static double MatrixProduct()
    {
        float[] a = [.. Enumerable.Range(0, Depth * Rows).Select(i => 1f / (i + 1))];
        float[] b = [.. Enumerable.Range(0, Depth * Columns).Select(i => 1f / (i + 2))];
        float[] c = new float[Rows * Columns];
        const int Repetitions = 20_000;
        var rates = new List<double>();
        for (int round = 0; round < 15; round++)
        {
            double start = ProcessorTime.Now;
            for (int i = 0; i < Repetitions; i++)
            {
                Product(a, b, c);
            }
            rates.Add(2.0 * Rows * Columns * Depth * Repetitions / (ProcessorTime.Now - start));
        }
        return Median.Of(rates);
    }

    /// <summary>
    /// Multiplications and additions that a margin query of two classes cannot do without: scores of pool and test, and one Newton step on the labelled rows
    /// (scores, gradient, half the Hessian, a Cholesky factorisation and its solution).
    /// </summary>
    public static double MarginQuery(int pool, int test, int features, double labels)
    {
        double width = features + 1;
        double scores = 2 * (pool + test) * width;
        double newton = (4 * labels * width) + (labels * width * (width + 1)) + (width * width * width / 3) + (2 * width * width);
        return scores + newton;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Product(float[] a, float[] b, float[] c)
    {
        ref float x = ref MemoryMarshal.GetArrayDataReference(a);
        ref float y = ref MemoryMarshal.GetArrayDataReference(b);
        Vector256<float> p = Vector256<float>.Zero, q = p, r = p, s = p, t = p, u = p, v = p, w = p;
        for (int i = 0; i < Depth; i++)
        {
            Vector256<float> left = Vector256.LoadUnsafe(ref y), right = Vector256.LoadUnsafe(ref y, 8);
            p = Vector256.FusedMultiplyAdd(Vector256.Create(x), left, p);
            q = Vector256.FusedMultiplyAdd(Vector256.Create(x), right, q);
            r = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref x, 1)), left, r);
            s = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref x, 1)), right, s);
            t = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref x, 2)), left, t);
            u = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref x, 2)), right, u);
            v = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref x, 3)), left, v);
            w = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref x, 3)), right, w);
            x = ref Unsafe.Add(ref x, Rows);
            y = ref Unsafe.Add(ref y, Columns);
        }
        ref float z = ref MemoryMarshal.GetArrayDataReference(c);
        p.StoreUnsafe(ref z);
        q.StoreUnsafe(ref z, 8);
        r.StoreUnsafe(ref z, 16);
        s.StoreUnsafe(ref z, 24);
        t.StoreUnsafe(ref z, 32);
        u.StoreUnsafe(ref z, 40);
        v.StoreUnsafe(ref z, 48);
        w.StoreUnsafe(ref z, 56);
    }
}
