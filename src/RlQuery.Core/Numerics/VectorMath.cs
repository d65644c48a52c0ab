using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RlQuery.Core.Numerics;

/// <summary>Inner loops over spans.</summary>
/// <remarks>
/// Eight floats or four doubles at a time with fused multiply-add and a fixed order of summation, so that the result is
/// the same on every machine: the width of <see cref="System.Numerics.Vector{T}"/> and of TensorPrimitives differs between processors.
/// </remarks>
public static class VectorMath
{
    /// <summary>Sum of a[i] * b[i].</summary>
    /// <param name="a">First vector.</param>
    /// <param name="b">Second vector, at least as long.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref float x = ref MemoryMarshal.GetReference(a);
        ref float y = ref MemoryMarshal.GetReference(b[..a.Length]);
        Vector256<float> sum0 = Vector256<float>.Zero;
        Vector256<float> sum1 = Vector256<float>.Zero;
        nuint i = 0;
        nuint length = (nuint)a.Length;
        for (; i + 16 <= length; i += 16)
        {
            sum0 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i), Vector256.LoadUnsafe(ref y, i), sum0);
            sum1 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i + 8), Vector256.LoadUnsafe(ref y, i + 8), sum1);
        }
        if (i + 8 <= length)
        {
            sum0 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i), Vector256.LoadUnsafe(ref y, i), sum0);
            i += 8;
        }
        float total = Sum(sum0 + sum1);
        for (; i < length; i++)
        {
            total = MathF.FusedMultiplyAdd(Unsafe.Add(ref x, i), Unsafe.Add(ref y, i), total);
        }
        return total;
    }

    /// <summary>Sum of a[i] * b[i] in double precision.</summary>
    /// <param name="a">First vector.</param>
    /// <param name="b">Second vector, at least as long.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref double x = ref MemoryMarshal.GetReference(a);
        ref double y = ref MemoryMarshal.GetReference(b[..a.Length]);
        Vector256<double> sum0 = Vector256<double>.Zero;
        Vector256<double> sum1 = Vector256<double>.Zero;
        nuint i = 0;
        nuint length = (nuint)a.Length;
        for (; i + 8 <= length; i += 8)
        {
            sum0 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i), Vector256.LoadUnsafe(ref y, i), sum0);
            sum1 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i + 4), Vector256.LoadUnsafe(ref y, i + 4), sum1);
        }
        if (i + 4 <= length)
        {
            sum0 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, i), Vector256.LoadUnsafe(ref y, i), sum0);
            i += 4;
        }
        double total = Sum(sum0 + sum1);
        for (; i < length; i++)
        {
            total = Math.FusedMultiplyAdd(Unsafe.Add(ref x, i), Unsafe.Add(ref y, i), total);
        }
        return total;
    }

    /// <summary>Sum of (a[i] - b[i])².</summary>
    /// <param name="a">First vector.</param>
    /// <param name="b">Second vector, at least as long.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref float x = ref MemoryMarshal.GetReference(a);
        ref float y = ref MemoryMarshal.GetReference(b[..a.Length]);
        Vector256<float> sum = Vector256<float>.Zero;
        nuint i = 0;
        nuint length = (nuint)a.Length;
        for (; i + 8 <= length; i += 8)
        {
            Vector256<float> difference = Vector256.LoadUnsafe(ref x, i) - Vector256.LoadUnsafe(ref y, i);
            sum = Vector256.FusedMultiplyAdd(difference, difference, sum);
        }
        float total = Sum(sum);
        for (; i < length; i++)
        {
            float difference = Unsafe.Add(ref x, i) - Unsafe.Add(ref y, i);
            total = MathF.FusedMultiplyAdd(difference, difference, total);
        }
        return total;
    }

    /// <summary>Sum of (a[i] - b[i])² in double precision.</summary>
    /// <param name="a">First vector.</param>
    /// <param name="b">Second vector, at least as long.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref double x = ref MemoryMarshal.GetReference(a);
        ref double y = ref MemoryMarshal.GetReference(b[..a.Length]);
        Vector256<double> sum = Vector256<double>.Zero;
        nuint i = 0;
        nuint length = (nuint)a.Length;
        for (; i + 4 <= length; i += 4)
        {
            Vector256<double> difference = Vector256.LoadUnsafe(ref x, i) - Vector256.LoadUnsafe(ref y, i);
            sum = Vector256.FusedMultiplyAdd(difference, difference, sum);
        }
        double total = Sum(sum);
        for (; i < length; i++)
        {
            double difference = Unsafe.Add(ref x, i) - Unsafe.Add(ref y, i);
            total = Math.FusedMultiplyAdd(difference, difference, total);
        }
        return total;
    }

    /// <summary>target[i] += factor * source[i].</summary>
    /// <param name="factor">Factor.</param>
    /// <param name="source">What is added.</param>
    /// <param name="target">Receives the sum; at least as long.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaled(double factor, ReadOnlySpan<double> source, Span<double> target)
    {
        ref double x = ref MemoryMarshal.GetReference(source);
        ref double y = ref MemoryMarshal.GetReference(target[..source.Length]);
        Vector256<double> scale = Vector256.Create(factor);
        nuint i = 0;
        nuint length = (nuint)source.Length;
        for (; i + 4 <= length; i += 4)
        {
            Vector256.FusedMultiplyAdd(scale, Vector256.LoadUnsafe(ref x, i), Vector256.LoadUnsafe(ref y, i)).StoreUnsafe(ref y, i);
        }
        for (; i < length; i++)
        {
            Unsafe.Add(ref y, i) = Math.FusedMultiplyAdd(factor, Unsafe.Add(ref x, i), Unsafe.Add(ref y, i));
        }
    }

    /// <summary>target[i] += factor * source[i].</summary>
    /// <param name="factor">Factor.</param>
    /// <param name="source">What is added.</param>
    /// <param name="target">Receives the sum; at least as long.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaled(float factor, ReadOnlySpan<float> source, Span<float> target)
    {
        ref float x = ref MemoryMarshal.GetReference(source);
        ref float y = ref MemoryMarshal.GetReference(target[..source.Length]);
        Vector256<float> scale = Vector256.Create(factor);
        nuint i = 0;
        nuint length = (nuint)source.Length;
        for (; i + 8 <= length; i += 8)
        {
            Vector256.FusedMultiplyAdd(scale, Vector256.LoadUnsafe(ref x, i), Vector256.LoadUnsafe(ref y, i)).StoreUnsafe(ref y, i);
        }
        for (; i < length; i++)
        {
            Unsafe.Add(ref y, i) = MathF.FusedMultiplyAdd(factor, Unsafe.Add(ref x, i), Unsafe.Add(ref y, i));
        }
    }

    /// <summary>target[i] = source[i] + factor * target[i].</summary>
    /// <param name="factor">Factor.</param>
    /// <param name="target">What is scaled, then added to.</param>
    /// <param name="source">The addend; at least as long.</param>
    public static void ScaleAndAdd(double factor, Span<double> target, ReadOnlySpan<double> source)
    {
        ref double y = ref MemoryMarshal.GetReference(target);
        ref double x = ref MemoryMarshal.GetReference(source[..target.Length]);
        Vector256<double> scale = Vector256.Create(factor);
        nuint i = 0;
        nuint length = (nuint)target.Length;
        for (; i + 4 <= length; i += 4)
        {
            Vector256.FusedMultiplyAdd(scale, Vector256.LoadUnsafe(ref y, i), Vector256.LoadUnsafe(ref x, i)).StoreUnsafe(ref y, i);
        }
        for (; i < length; i++)
        {
            Unsafe.Add(ref y, i) = Math.FusedMultiplyAdd(factor, Unsafe.Add(ref y, i), Unsafe.Add(ref x, i));
        }
    }

    /// <summary>target[i] += factor * source[i], the product rounded before it is added: what plain C code does.</summary>
    /// <param name="factor">Factor.</param>
    /// <param name="source">What is added.</param>
    /// <param name="target">Receives the sum; at least as long.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProduct(double factor, ReadOnlySpan<double> source, Span<double> target)
    {
        ref double x = ref MemoryMarshal.GetReference(source);
        ref double y = ref MemoryMarshal.GetReference(target[..source.Length]);
        Vector256<double> scale = Vector256.Create(factor);
        nuint i = 0;
        nuint length = (nuint)source.Length;
        for (; i + 4 <= length; i += 4)
        {
            (Vector256.LoadUnsafe(ref y, i) + (scale * Vector256.LoadUnsafe(ref x, i))).StoreUnsafe(ref y, i);
        }
        for (; i < length; i++)
        {
            Unsafe.Add(ref y, i) += factor * Unsafe.Add(ref x, i);
        }
    }

    /// <summary>target[i] += factor * source[i], the product rounded in double precision before it is added: what plain C code does.</summary>
    /// <param name="factor">Factor.</param>
    /// <param name="source">What is added.</param>
    /// <param name="target">Receives the sum; at least as long.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProduct(double factor, ReadOnlySpan<float> source, Span<double> target)
    {
        ref float x = ref MemoryMarshal.GetReference(source);
        ref double y = ref MemoryMarshal.GetReference(target[..source.Length]);
        Vector256<double> scale = Vector256.Create(factor);
        nuint i = 0;
        nuint length = (nuint)source.Length;
        for (; i + 8 <= length; i += 8)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(ref x, i));
            (Vector256.LoadUnsafe(ref y, i) + (scale * low)).StoreUnsafe(ref y, i);
            (Vector256.LoadUnsafe(ref y, i + 4) + (scale * high)).StoreUnsafe(ref y, i + 4);
        }
        for (; i < length; i++)
        {
            Unsafe.Add(ref y, i) += factor * Unsafe.Add(ref x, i);
        }
    }

    /// <summary>target[i] += (value - source[i])², the square rounded before it is added: what plain C code does.</summary>
    /// <param name="value">From what the source is subtracted.</param>
    /// <param name="source">What is subtracted.</param>
    /// <param name="target">Receives the sum; at least as long.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSquaredDifferences(double value, ReadOnlySpan<double> source, Span<double> target)
    {
        ref double x = ref MemoryMarshal.GetReference(source);
        ref double y = ref MemoryMarshal.GetReference(target[..source.Length]);
        Vector256<double> minuend = Vector256.Create(value);
        nuint i = 0;
        nuint length = (nuint)source.Length;
        for (; i + 4 <= length; i += 4)
        {
            Vector256<double> difference = minuend - Vector256.LoadUnsafe(ref x, i);
            (Vector256.LoadUnsafe(ref y, i) + (difference * difference)).StoreUnsafe(ref y, i);
        }
        for (; i < length; i++)
        {
            double difference = value - Unsafe.Add(ref x, i);
            Unsafe.Add(ref y, i) += difference * difference;
        }
    }

    /// <summary>target[i] += source[i]².</summary>
    /// <param name="source">What is squared.</param>
    /// <param name="target">Receives the sum; at least as long.</param>
    internal static void AddSquares(ReadOnlySpan<float> source, Span<float> target)
    {
        ref float x = ref MemoryMarshal.GetReference(source);
        ref float y = ref MemoryMarshal.GetReference(target[..source.Length]);
        nuint i = 0;
        for (; i + 8 <= (nuint)source.Length; i += 8)
        {
            Vector256<float> value = Vector256.LoadUnsafe(ref x, i);
            Vector256.FusedMultiplyAdd(value, value, Vector256.LoadUnsafe(ref y, i)).StoreUnsafe(ref y, i);
        }
        for (; i < (nuint)source.Length; i++)
        {
            Unsafe.Add(ref y, i) = MathF.FusedMultiplyAdd(Unsafe.Add(ref x, i), Unsafe.Add(ref x, i), Unsafe.Add(ref y, i));
        }
    }

    /// <summary>Index of the largest value; the lowest index of equal ones; NaN never wins.</summary>
    /// <param name="values">At least one value.</param>
    public static int ArgMax(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best] || (float.IsNaN(values[best]) && !float.IsNaN(values[i])))
            {
                best = i;
            }
        }
        return best;
    }

    /// <summary>Takes the square root of each value.</summary>
    /// <param name="values">At least 0.</param>
    internal static void Sqrt(Span<float> values)
    {
        ref float x = ref MemoryMarshal.GetReference(values);
        nuint i = 0;
        for (; i + 8 <= (nuint)values.Length; i += 8)
        {
            Vector256.Sqrt(Vector256.LoadUnsafe(ref x, i)).StoreUnsafe(ref x, i);
        }
        for (; i < (nuint)values.Length; i++)
        {
            Unsafe.Add(ref x, i) = MathF.Sqrt(Unsafe.Add(ref x, i));
        }
    }

    // The order of the additions is spelled out: Vector256.Sum leaves it to the processor.
    internal static float Sum(Vector256<float> v)
    {
        Vector128<float> half = v.GetLower() + v.GetUpper();
        return half[0] + half[2] + (half[1] + half[3]);
    }

    private static double Sum(Vector256<double> v)
    {
        Vector128<double> half = v.GetLower() + v.GetUpper();
        return half[0] + half[1];
    }
}
