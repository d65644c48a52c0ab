using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Numerics;
using static System.Runtime.Intrinsics.Vector256;

namespace RlQuery.Core.Signals.Context;

/// <summary>
/// Sums over the classes that any label of one candidate moves little, as polynomials of what the label does, for every sampled row: one pass over the classes
/// for all labels.
/// </summary>
/// <remarks>
/// With e = exp(-b) and δ the move of a score, Σ exp(-b') = Σ e (1 + δ + δ²/2 + δ³/6) and Σ b' exp(-b') = Σ e (b + δ(b - 1) + δ²(b - 2)/2 + δ³(b - 3)/6). Of
/// label c, δ = -Σ f(m, c) g(m, k) pull(k), where g are the vectors of <see cref="PushBasis"/> and f their factors. Beyond the first order only products with
/// the first vector count: the others are a hundredth of it.
/// </remarks>
internal readonly ref struct SmallMoves
{
    private const int Side = LabelStep.Lanes;
    private const int Size = PushBasis.Size;

    // Of each row: both sums now, and then those times one vector, times the first and another, and times the first three times.
    private const int Sums = 2 * (1 + Size + Size + 1);

    private readonly int _moving;
    private readonly int _lanes;
    private readonly Span<float> _parts;
    private readonly Span<float> _sums;
    private readonly Span<float> _vectors;
    private readonly Span<float> _behind;

    /// <summary>Takes in the sampled rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="moving">How many classes move.</param>
    /// <param name="rest">Memory, of which <see cref="Memory"/> values are taken.</param>
    public SmallMoves(scoped in LogLossRows rows, int moving, scoped ref Span<float> rest)
    {
        _moving = moving;
        _lanes = rows.Lanes;
        _behind = rows.Behind;
        _parts = Buffers.Cut(ref rest, moving * _lanes);
        _sums = Buffers.Cut(ref rest, Sums * _lanes);
        _vectors = Buffers.Cut(ref rest, Size * moving);
        for (int place = 0; place < _parts.Length; place += Side)
        {
            FastExponential.Of(-Create<float>(_behind.Slice(place, Side))).CopyTo(_parts[place..]);
        }
    }

    /// <summary>Values of memory that are needed.</summary>
    /// <param name="moving">How many classes move.</param>
    /// <param name="rows">How many rows are sampled.</param>
    public static int Memory(int moving, int rows) => (FloatProducts.Pad(rows) * (moving + Sums)) + (Size * moving);

    /// <summary>Sums over the classes that a candidate moves little.</summary>
    /// <param name="pulls">z(x)·z(u) of the candidate [moving classes x lanes].</param>
    /// <param name="basis">The vectors; 0 for classes that it moves far.</param>
    /// <param name="candidate">Which of eight rows it is.</param>
    /// <param name="far">The places of classes that it moves far, ascending.</param>
    public void Take(ReadOnlySpan<float> pulls, in PushBasis basis, int candidate, ReadOnlySpan<int> far)
    {
        for (int m = 0; m < Size; m++)
        {
            for (int j = 0; j < _moving; j++)
            {
                _vectors[(j * Size) + m] = basis.Vector(m, j, candidate);
            }
        }
        for (int lane = 0; lane < _lanes; lane += Side)
        {
            TakeLanes(pulls, lane, far);
        }
    }

    private void TakeLanes(ReadOnlySpan<float> pulls, int lane, ReadOnlySpan<int> far)
    {
        ref float pull = ref Unsafe.Add(ref MemoryMarshal.GetReference(pulls), lane);
        ref float behind = ref Unsafe.Add(ref MemoryMarshal.GetReference(_behind), lane);
        ref float parts = ref Unsafe.Add(ref MemoryMarshal.GetReference(_parts), lane);
        ref float vector = ref MemoryMarshal.GetReference(_vectors);
        Vector256<float> s = Vector256<float>.Zero, s0 = s, s1 = s, s2 = s, s00 = s, s01 = s, s02 = s, s000 = s;
        Vector256<float> w = s, w0 = s, w1 = s, w2 = s, w00 = s, w01 = s, w02 = s, w000 = s;
        int next = 0;
        for (int j = 0; j < _moving; j++)
        {
            nuint place = (nuint)(j * _lanes);
            if (next < far.Length && far[next] == j)
            {
                next++;
                continue;
            }
            Vector256<float> b = LoadUnsafe(ref behind, place), e = LoadUnsafe(ref parts, place), own = LoadUnsafe(ref pull, place);
            Vector256<float> x = own * Create(Unsafe.Add(ref vector, j * Size));
            Vector256<float> y = own * Create(Unsafe.Add(ref vector, (j * Size) + 1));
            Vector256<float> z = own * Create(Unsafe.Add(ref vector, (j * Size) + 2));
            Vector256<float> eb = e * b, ex = e * x, ebx = eb * x;
            s += e;
            w += eb;
            s0 += ex;
            w0 += ebx;
            s1 = FusedMultiplyAdd(e, y, s1);
            w1 = FusedMultiplyAdd(eb, y, w1);
            s2 = FusedMultiplyAdd(e, z, s2);
            w2 = FusedMultiplyAdd(eb, z, w2);
            Vector256<float> exx = ex * x, ebxx = ebx * x;
            s00 += exx;
            w00 += ebxx;
            s01 = FusedMultiplyAdd(ex, y, s01);
            w01 = FusedMultiplyAdd(ebx, y, w01);
            s02 = FusedMultiplyAdd(ex, z, s02);
            w02 = FusedMultiplyAdd(ebx, z, w02);
            s000 = FusedMultiplyAdd(exx, x, s000);
            w000 = FusedMultiplyAdd(ebxx, x, w000);
        }
        ref float sums = ref MemoryMarshal.GetReference(_sums.Slice(lane * Sums, Side * Sums));
        Vector256<float> two = Create(2f), three = Create(3f);
        s.StoreUnsafe(ref sums);
        s0.StoreUnsafe(ref sums, 8);
        s1.StoreUnsafe(ref sums, 16);
        s2.StoreUnsafe(ref sums, 24);
        s00.StoreUnsafe(ref sums, 32);
        s01.StoreUnsafe(ref sums, 40);
        s02.StoreUnsafe(ref sums, 48);
        s000.StoreUnsafe(ref sums, 56);
        w.StoreUnsafe(ref sums, 64);
        (w0 - s0).StoreUnsafe(ref sums, 72);
        (w1 - s1).StoreUnsafe(ref sums, 80);
        (w2 - s2).StoreUnsafe(ref sums, 88);
        (w00 - (two * s00)).StoreUnsafe(ref sums, 96);
        (w01 - (two * s01)).StoreUnsafe(ref sums, 104);
        (w02 - (two * s02)).StoreUnsafe(ref sums, 112);
        (w000 - (three * s000)).StoreUnsafe(ref sums, 120);
    }

    /// <summary>The expected log-loss, summed over the rows, after a label.</summary>
    /// <param name="pulls">z(x)·z(u) of the candidate [moving classes x lanes].</param>
    /// <param name="label">The place of the label's class among those that move.</param>
    /// <param name="raised">How far up it pushes its own class.</param>
    /// <param name="factors">Its factors of the vectors.</param>
    /// <param name="taken">How far down it pushes every class, eight values apart.</param>
    /// <param name="far">The places of classes that are moved far, ascending.</param>
    public float LossAfter(
        ReadOnlySpan<float> pulls, int label, float raised, (float First, float Second, float Third) factors, ReadOnlySpan<float> taken,
        ReadOnlySpan<int> far)
    {
        ref float pull = ref MemoryMarshal.GetReference(pulls);
        ref float behind = ref MemoryMarshal.GetReference(_behind);
        ref float parts = ref MemoryMarshal.GetReference(_parts);
        ref float sum = ref MemoryMarshal.GetReference(_sums);
        (float first, float second, float third) = factors;
        Vector256<float> f0 = Create(-first), f1 = Create(-second), f2 = Create(-third);
        Vector256<float> f00 = Create(0.5f * first * first), f01 = Create(first * second), f02 = Create(first * third);
        Vector256<float> f000 = Create(-first * first * first / 6);
        bool small = far.BinarySearch(label) < 0;
        float ownPush = (first * _vectors[label * Size]) + (second * _vectors[(label * Size) + 1]) + (third * _vectors[(label * Size) + 2]);
        Vector256<float> down = Create(-ownPush), up = Create(raised), loss = Vector256<float>.Zero;
        Vector256<float> half = Create(0.5f), sixth = Create(1 / 6f), one = Vector256<float>.One, two = Create(2f), three = Create(3f);
        for (int lane = 0; lane < _lanes; lane += Side, sum = ref Unsafe.Add(ref sum, Side * Sums))
        {
            Vector256<float> total = FusedMultiplyAdd(f0, LoadUnsafe(ref sum, 8), LoadUnsafe(ref sum));
            total = FusedMultiplyAdd(f1, LoadUnsafe(ref sum, 16), total);
            total = FusedMultiplyAdd(f2, LoadUnsafe(ref sum, 24), total);
            total = FusedMultiplyAdd(f00, LoadUnsafe(ref sum, 32), total);
            total = FusedMultiplyAdd(f01, LoadUnsafe(ref sum, 40), total);
            total = FusedMultiplyAdd(f02, LoadUnsafe(ref sum, 48), total);
            total = FusedMultiplyAdd(f000, LoadUnsafe(ref sum, 56), total);
            Vector256<float> weighted = FusedMultiplyAdd(f0, LoadUnsafe(ref sum, 72), LoadUnsafe(ref sum, 64));
            weighted = FusedMultiplyAdd(f1, LoadUnsafe(ref sum, 80), weighted);
            weighted = FusedMultiplyAdd(f2, LoadUnsafe(ref sum, 88), weighted);
            weighted = FusedMultiplyAdd(f00, LoadUnsafe(ref sum, 96), weighted);
            weighted = FusedMultiplyAdd(f01, LoadUnsafe(ref sum, 104), weighted);
            weighted = FusedMultiplyAdd(f02, LoadUnsafe(ref sum, 112), weighted);
            weighted = FusedMultiplyAdd(f000, LoadUnsafe(ref sum, 120), weighted);
            nuint place = (nuint)((label * _lanes) + lane);
            Vector256<float> own = LoadUnsafe(ref pull, place), b = LoadUnsafe(ref behind, place);
            if (small)
            {
                // The label's class is not one of those that are pushed down.
                Vector256<float> move = own * down, e = LoadUnsafe(ref parts, place);
                Vector256<float> square = move * move * half, cube = move * move * move * sixth;
                total -= e * (one + move + square + cube);
                weighted -= e * (b + (move * (b - one)) + (square * (b - two)) + (cube * (b - three)));
            }
            Add(own, up, b, ref total, ref weighted);
            foreach (int j in far)
            {
                if (j != label)
                {
                    place = (nuint)((j * _lanes) + lane);
                    Add(LoadUnsafe(ref pull, place), Create(-taken[j * Side]), LoadUnsafe(ref behind, place), ref total, ref weighted);
                }
            }
            loss += Log(total) + (weighted / total);
        }
        return VectorMath.Sum(loss);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector256<float> pull, Vector256<float> push, Vector256<float> behind, ref Vector256<float> total, ref Vector256<float> weighted)
    {
        Vector256<float> move = FusedMultiplyAdd(push, pull, -behind);
        Vector256<float> part = FastExponential.Of(move);
        total += part;
        weighted = FusedMultiplyAdd(-move, part, weighted);
    }
}
