using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RlQuery.Core.Learners.SupportVector;

/// <content>
/// The passes over all active examples, eight at a time. Values that decide are never fused or in single precision: they would round differently from LIBSVM.
/// Optimised at once: a process that runs for a second would spend much of it in unoptimised code.
/// </content>
internal sealed partial class DualSolver
{
    // Gains in single precision are off by less than half of this, relative to their size.
    private const float GainError = 2e-6f;

    private int Blocks => (_active + Lanes - 1) / Lanes;

    // The example that violates most among those that can rise; the last of equal ones, -1 if none can.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindFirst()
    {
        ref double violation = ref MemoryMarshal.GetArrayDataReference(_violation);
        ref double rise = ref MemoryMarshal.GetArrayDataReference(_rise);
        Vector256<double> largest = Vector256.Create(double.NegativeInfinity);
        for (int k = 0; k < Blocks * Lanes; k += Half)
        {
            largest = Vector256.MaxNative(largest, Vector256.LoadUnsafe(ref violation, (nuint)k) + Vector256.LoadUnsafe(ref rise, (nuint)k));
        }
        return LastRising(Largest(largest));
    }

    // The last example that can rise and violates by this much.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int LastRising(double violationOfFirst)
    {
        if (double.IsNegativeInfinity(violationOfFirst))
        {
            return -1;
        }
        ref double violation = ref MemoryMarshal.GetArrayDataReference(_violation);
        ref double rise = ref MemoryMarshal.GetArrayDataReference(_rise);
        var wanted = Vector256.Create(violationOfFirst);
        for (int k = (Blocks - 1) * Lanes; k >= 0; k -= Lanes)
        {
            Vector256<double> low = Vector256.LoadUnsafe(ref violation, (nuint)k) + Vector256.LoadUnsafe(ref rise, (nuint)k);
            Vector256<double> high = Vector256.LoadUnsafe(ref violation, (nuint)k + Half) + Vector256.LoadUnsafe(ref rise, (nuint)k + Half);
            uint equal = Vector256.Equals(low, wanted).ExtractMostSignificantBits()
                | (Vector256.Equals(high, wanted).ExtractMostSignificantBits() << Half);
            if (equal != 0)
            {
                return k + BitOperations.Log2(equal);
            }
        }
        return -1;
    }

    // The example with which the first one lowers the objective most; optimal if no pair violates by the tolerance. Divisions are slow and all but one are
    // wasted. So gains are estimated in single precision, and only those that may be the largest are computed exactly.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindSecond(int first, out bool optimal)
    {
        optimal = true;
        if (first < 0)
        {
            return -1;
        }
        ref double violation = ref MemoryMarshal.GetArrayDataReference(_violation);
        ref double fall = ref MemoryMarshal.GetArrayDataReference(_fall);
        ref float gain = ref MemoryMarshal.GetArrayDataReference(_gain);
        ref float row = ref MemoryMarshal.GetReference(KernelRow(first));
        var top = Vector256.Create(_violation[first]);
        var two = Vector256.Create(2f);
        var tau = Vector256.Create((float)Tau);
        Vector256<double> apartLow = Vector256<double>.Zero;
        Vector256<double> apartHigh = Vector256<double>.Zero;
        Vector256<float> largest = Vector256<float>.Zero;
        int end = Blocks * Lanes;
        for (int k = 0; k < end; k += Lanes)
        {
            Vector256<double> low = top - (Vector256.LoadUnsafe(ref violation, (nuint)k) + Vector256.LoadUnsafe(ref fall, (nuint)k));
            Vector256<double> high = top - (Vector256.LoadUnsafe(ref violation, (nuint)k + Half) + Vector256.LoadUnsafe(ref fall, (nuint)k + Half));
            apartLow = Vector256.MaxNative(apartLow, low);
            apartHigh = Vector256.MaxNative(apartHigh, high);
            Vector256<float> difference = Vector256.MaxNative(Vector256.Narrow(low, high), Vector256<float>.Zero);
            Vector256<float> curvature = Vector256.MaxNative(two - (two * Vector256.LoadUnsafe(ref row, (nuint)k)), tau);
            Vector256<float> estimate = difference * difference / curvature;
            estimate.StoreUnsafe(ref gain, (nuint)k);
            largest = Vector256.MaxNative(largest, estimate);
        }
        double apart = Largest(Vector256.MaxNative(apartLow, apartHigh));
        optimal = apart <= 0 || apart < _tolerance;
        return optimal ? -1 : LastBest(first, Largest(largest) * (1 - GainError), ref row);
    }

    // The example with the largest exact gain, the last of equal ones, among those whose estimates reach a threshold: nearly always one alone.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int LastBest(int first, float threshold, ref float row)
    {
        ref float gain = ref MemoryMarshal.GetArrayDataReference(_gain);
        var wanted = Vector256.Create(threshold);
        int best = -1;
        int end = Blocks * Lanes;
        for (int k = 0; k < end; k += Lanes)
        {
            uint candidates = Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref gain, (nuint)k), wanted).ExtractMostSignificantBits();
            for (; candidates != 0; candidates &= candidates - 1)
            {
                int candidate = k + BitOperations.TrailingZeroCount(candidates);
                best = best < 0 || Gain(first, candidate, ref row) >= Gain(first, best, ref row) ? candidate : best;
            }
        }
        return best;
    }

    private double Gain(int first, int second, ref float row)
    {
        double difference = _violation[first] - _violation[second];
        double curvature = 2 - (2.0 * Unsafe.Add(ref row, second));
        return difference * difference / (curvature > 0 ? curvature : Tau);
    }

    // Applies the change of two multipliers (times their signs), and finds the next first example in the same pass.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int UpdateViolations(ref float first, ref float second, double changeI, double changeJ)
    {
        ref double violation = ref MemoryMarshal.GetArrayDataReference(_violation);
        ref double rise = ref MemoryMarshal.GetArrayDataReference(_rise);
        var a = Vector256.Create(changeI);
        var b = Vector256.Create(changeJ);
        Vector256<double> largestLow = Vector256.Create(double.NegativeInfinity);
        Vector256<double> largestHigh = largestLow;
        int end = Blocks * Lanes;
        for (int k = 0; k < end; k += Lanes)
        {
            (Vector256<double> lowI, Vector256<double> highI) = Vector256.Widen(Vector256.LoadUnsafe(ref first, (nuint)k));
            (Vector256<double> lowJ, Vector256<double> highJ) = Vector256.Widen(Vector256.LoadUnsafe(ref second, (nuint)k));
            Vector256<double> low = Vector256.LoadUnsafe(ref violation, (nuint)k) - ((lowI * a) + (lowJ * b));
            Vector256<double> high = Vector256.LoadUnsafe(ref violation, (nuint)k + Half) - ((highI * a) + (highJ * b));
            low.StoreUnsafe(ref violation, (nuint)k);
            high.StoreUnsafe(ref violation, (nuint)k + Half);
            largestLow = Vector256.MaxNative(largestLow, low + Vector256.LoadUnsafe(ref rise, (nuint)k));
            largestHigh = Vector256.MaxNative(largestHigh, high + Vector256.LoadUnsafe(ref rise, (nuint)k + Half));
        }
        return LastRising(Largest(Vector256.MaxNative(largestLow, largestHigh)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Largest(Vector256<double> values)
    {
        Vector128<double> half = Vector128.MaxNative(values.GetLower(), values.GetUpper());
        return Vector128.MaxNative(half, Vector128.Shuffle(half, Vector128.Create(1L, 0))).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Largest(Vector256<float> values)
    {
        Vector128<float> half = Vector128.MaxNative(values.GetLower(), values.GetUpper());
        half = Vector128.MaxNative(half, Vector128.Shuffle(half, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(half, Vector128.Shuffle(half, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }
}
