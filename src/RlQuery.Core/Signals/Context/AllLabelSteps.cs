using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>The steps of <see cref="LabelStep"/> for one label after the other of the same eight rows, which share what does not depend on the label.</summary>
/// <remarks>
/// Only the label's score rises, so that the largest other score is known beforehand and each of the three iterations is one pass. The own class is also
/// carried along as if another one were the label: so the pushes of any class are a smooth function of the label, as <see cref="PushBasis"/> needs it.
/// </remarks>
internal readonly ref struct AllLabelSteps
{
    private const int Lanes = LabelStep.Lanes;
    private const int Iterations = 3;

    private readonly int _moving;
    private readonly Span<float> _scores;
    private readonly Span<float> _leverage;
    private readonly Span<float> _start;
    private readonly Span<float> _moved;

    /// <summary>Sets aside memory.</summary>
    /// <param name="moving">How many classes move.</param>
    /// <param name="rest">Memory, of which <see cref="Memory"/> values are taken.</param>
    public AllLabelSteps(int moving, scoped ref Span<float> rest)
    {
        _moving = moving;
        _scores = Buffers.Cut(ref rest, moving * Lanes);
        _leverage = Buffers.Cut(ref rest, moving * Lanes);
        _moved = Buffers.Cut(ref rest, moving * Lanes);
        _start = Buffers.Cut(ref rest, (moving + 2) * Lanes);
    }

    /// <summary>Values of memory that are needed.</summary>
    /// <param name="moving">How many classes move.</param>
    public static int Memory(int moving) => ((4 * moving) + 2) * Lanes;

    /// <summary>Takes in rows.</summary>
    /// <param name="moving">The classes that move.</param>
    /// <param name="scores">What <see cref="LabelStep.FillRows"/> gives [classes x lanes].</param>
    /// <param name="leverage">What it gives [classes x lanes].</param>
    public void Take(in MovingClasses moving, ReadOnlySpan<float> scores, ReadOnlySpan<float> leverage)
    {
        Vector256<float> largest = Vector256.Create(float.NegativeInfinity);
        for (int j = 0; j < _moving; j++)
        {
            scores.Slice(moving[j] * Lanes, Lanes).CopyTo(_scores[(j * Lanes)..]);
            leverage.Slice(moving[j] * Lanes, Lanes).CopyTo(_leverage[(j * Lanes)..]);
            largest = Vector256.Max(largest, Load(_scores, j));
        }
        Vector256<float> total = Vector256<float>.Zero;
        for (int j = 0; j < _moving; j++)
        {
            Vector256<float> part = FastExponential.Of(Load(_scores, j) - largest);
            part.CopyTo(_start[(j * Lanes)..]);
            total += part;
        }
        largest.CopyTo(_start[(_moving * Lanes)..]);
        total.CopyTo(_start[((_moving + 1) * Lanes)..]);
    }

    /// <summary>Solves for one label.</summary>
    /// <param name="label">The place of the label's class among those that move.</param>
    /// <param name="meant">1 for rows that may have the label; 0 for others, of which nothing is pushed.</param>
    /// <param name="taken">Receives how far down every score is pushed as one of the other classes [moving classes x lanes].</param>
    /// <returns>How far up the label's own score is pushed.</returns>
    public Vector256<float> Solve(int label, Vector256<float> meant, Span<float> taken)
    {
        Vector256<float> one = Vector256<float>.One;
        Vector256<float> largest = Load(_start, _moving);
        Vector256<float> score = Load(_scores, label), leverage = Load(_leverage, label);
        // Rounding leaves nothing, or less, where the label is nearly certain.
        Vector256<float> others = Vector256.Max(Load(_start, _moving + 1) - Load(_start, label), Vector256.Create(1e-30f));
        Vector256<float> even = Vector256.Max(score, largest + Vector256.Log(others));
        Vector256<float> evenPart = FastExponential.Of(even - largest);
        Vector256<float> total = others + evenPart;
        Vector256<float> own = Next(even, score, leverage, evenPart / total);
        ReadOnlySpan<float> moved = _scores, parts = _start;
        for (int iteration = 1; ; iteration++)
        {
            Vector256<float> top = Vector256.Max(largest, own);
            Vector256<float> part = FastExponential.Of(own - top);
            // In the order of the classes, as elsewhere: where the label is nearly certain, the rounding shows.
            Vector256<float> scale = one / total;
            total = Pass(0, label, moved, parts, taken, scale, top, Vector256<float>.Zero);
            Pass(label, label + 1, moved, parts, taken, scale, top, total);
            total = Pass(label + 1, _moving, moved, parts, taken, scale, top, total + part);
            Vector256<float> p = part / total;
            if (iteration == Iterations)
            {
                Scale(taken, meant / total);
                return meant * (one - p);
            }
            own = Next(own, score, leverage, p);
            moved = _moved;
            parts = taken;
        }
    }

    // The next score of the label, of which it has probability p now.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Next(Vector256<float> now, Vector256<float> score, Vector256<float> leverage, Vector256<float> p)
    {
        Vector256<float> one = Vector256<float>.One;
        return now - ((now - score - (leverage * (one - p))) / (one + (leverage * p * (one - p))));
    }

    // Newton's step of some scores as those of other classes; writes their exponentials, and adds these to the total.
    private Vector256<float> Pass(
        int first, int end, ReadOnlySpan<float> moved, ReadOnlySpan<float> parts, Span<float> taken, Vector256<float> scale, Vector256<float> top,
        Vector256<float> total)
    {
        ref float s = ref MemoryMarshal.GetReference(_scores);
        ref float h = ref MemoryMarshal.GetReference(_leverage);
        ref float t = ref MemoryMarshal.GetReference(moved);
        ref float next = ref MemoryMarshal.GetReference(_moved);
        ref float part = ref MemoryMarshal.GetReference(parts);
        ref float result = ref MemoryMarshal.GetReference(taken);
        Vector256<float> one = Vector256<float>.One;
        for (nuint place = (nuint)(first * Lanes); place < (nuint)(end * Lanes); place += Lanes)
        {
            Vector256<float> p = Vector256.LoadUnsafe(ref part, place) * scale;
            Vector256<float> force = Vector256.LoadUnsafe(ref h, place) * p;
            Vector256<float> now = Vector256.LoadUnsafe(ref t, place);
            Vector256<float> gap = now - Vector256.LoadUnsafe(ref s, place) + force;
            Vector256<float> score = now - (gap / Vector256.FusedMultiplyAdd(force, one - p, one));
            score.StoreUnsafe(ref next, place);
            Vector256<float> own = FastExponential.Of(score - top);
            own.StoreUnsafe(ref result, place);
            total += own;
        }
        return total;
    }

    private static void Scale(Span<float> values, Vector256<float> scale)
    {
        ref float value = ref MemoryMarshal.GetReference(values);
        for (nuint place = 0; place < (nuint)values.Length; place += Lanes)
        {
            (Vector256.LoadUnsafe(ref value, place) * scale).StoreUnsafe(ref value, place);
        }
    }

    private static Vector256<float> Load(ReadOnlySpan<float> values, int place) => Vector256.Create(values.Slice(place * Lanes, Lanes));
}
