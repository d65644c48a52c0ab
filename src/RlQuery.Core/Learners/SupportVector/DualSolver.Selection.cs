using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RlQuery.Core.Learners.SupportVector;

/// <content>The passes over all active examples, eight at a time. No fused operations: they would round otherwise than LIBSVM does.</content>
internal sealed partial class DualSolver
{
    private int Blocks => (_active + Lanes - 1) / Lanes;

    // The example that violates most among those that can rise; the last of equal ones, -1 if none can.
    private int FindFirst()
    {
        ref double violation = ref MemoryMarshal.GetArrayDataReference(_violation);
        ref double rise = ref MemoryMarshal.GetArrayDataReference(_rise);
        var best = LastLargest.None;
        for (int k = 0; k < Blocks * Lanes; k += LastLargest.Lanes)
        {
            best.Take(Vector256.LoadUnsafe(ref violation, (nuint)k) + Vector256.LoadUnsafe(ref rise, (nuint)k));
        }
        return best.Index;
    }

    // The example with which the first one lowers the objective most; optimal if no pair violates by the tolerance.
    private int FindSecond(int first, out bool optimal)
    {
        optimal = true;
        if (first < 0)
        {
            return -1;
        }
        ref double violation = ref MemoryMarshal.GetArrayDataReference(_violation);
        ref double fall = ref MemoryMarshal.GetArrayDataReference(_fall);
        ref float row = ref MemoryMarshal.GetReference(KernelRow(first));
        var largest = Vector256.Create(_violation[first]);
        Vector256<double> smallest = Vector256.Create(double.PositiveInfinity);
        var best = LastLargest.None;
        for (int k = 0; k < Blocks * Lanes; k += Lanes)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(ref row, (nuint)k));
            Vector256<double> value = Vector256.LoadUnsafe(ref violation, (nuint)k) + Vector256.LoadUnsafe(ref fall, (nuint)k);
            smallest = Vector256.Min(smallest, value);
            best.Take(Gain(largest - value, low));
            value = Vector256.LoadUnsafe(ref violation, (nuint)k + 4) + Vector256.LoadUnsafe(ref fall, (nuint)k + 4);
            smallest = Vector256.Min(smallest, value);
            best.Take(Gain(largest - value, high));
        }
        double least = Math.Min(Math.Min(smallest[0], smallest[1]), Math.Min(smallest[2], smallest[3]));
        int second = best.Index;
        optimal = second < 0 || _violation[first] - least < _tolerance;
        return second;
    }

    // Of an example with the given difference of violations and kernel; minus infinity where the pair does not violate.
    private static Vector256<double> Gain(Vector256<double> difference, Vector256<double> kernel)
    {
        Vector256<double> two = Vector256.Create(2.0);
        Vector256<double> curvature = two - (two * kernel);
        curvature = Vector256.ConditionalSelect(Vector256.GreaterThan(curvature, Vector256<double>.Zero), curvature, Vector256.Create(Tau));
        return Vector256.ConditionalSelect(
            Vector256.GreaterThan(difference, Vector256<double>.Zero), difference * difference / curvature, Vector256.Create(double.NegativeInfinity));
    }

    // Takes in the change of two multipliers (times their signs), and finds the next first example on the way.
    private int UpdateViolations(ReadOnlySpan<float> rowI, ReadOnlySpan<float> rowJ, double changeI, double changeJ)
    {
        ref double violation = ref MemoryMarshal.GetArrayDataReference(_violation);
        ref double rise = ref MemoryMarshal.GetArrayDataReference(_rise);
        ref float first = ref MemoryMarshal.GetReference(rowI);
        ref float second = ref MemoryMarshal.GetReference(rowJ);
        var a = Vector256.Create(changeI);
        var b = Vector256.Create(changeJ);
        var best = LastLargest.None;
        for (int k = 0; k < Blocks * Lanes; k += Lanes)
        {
            (Vector256<double> lowI, Vector256<double> highI) = Vector256.Widen(Vector256.LoadUnsafe(ref first, (nuint)k));
            (Vector256<double> lowJ, Vector256<double> highJ) = Vector256.Widen(Vector256.LoadUnsafe(ref second, (nuint)k));
            Vector256<double> low = Vector256.LoadUnsafe(ref violation, (nuint)k) - ((lowI * a) + (lowJ * b));
            Vector256<double> high = Vector256.LoadUnsafe(ref violation, (nuint)k + 4) - ((highI * a) + (highJ * b));
            low.StoreUnsafe(ref violation, (nuint)k);
            high.StoreUnsafe(ref violation, (nuint)k + 4);
            best.Take(low + Vector256.LoadUnsafe(ref rise, (nuint)k));
            best.Take(high + Vector256.LoadUnsafe(ref rise, (nuint)k + 4));
        }
        return best.Index;
    }
}
