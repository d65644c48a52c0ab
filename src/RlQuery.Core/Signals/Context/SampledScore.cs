using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals;

/// <summary>One score of 64 sampled rows, which lie in lanes, and how a label of another row changes their probabilities.</summary>
internal readonly ref struct SampledScore
{
    /// <summary>Lanes.</summary>
    public const int Size = 64;

    private readonly Span<float> _columns;
    private readonly Span<float> _means;
    private readonly Span<float> _variances;
    private readonly Span<float> _probabilities;

    /// <summary>Takes in the score; lanes without a row have no covariance with anything, so that nothing moves there.</summary>
    /// <param name="rows">Whitened rows, 64 at most [rows x width].</param>
    /// <param name="width">Values of a whitened row.</param>
    /// <param name="variances">|z|² of each row.</param>
    /// <param name="moderated">Probability of each row, in (0, 1).</param>
    /// <param name="memory">Where to hold all that: <see cref="Memory"/> values.</param>
    public SampledScore(ReadOnlySpan<float> rows, int width, ReadOnlySpan<float> variances, ReadOnlySpan<float> moderated, Span<float> memory)
    {
        memory.Clear();
        _columns = memory[..(Size * width)];
        _means = memory.Slice(_columns.Length, Size);
        _variances = memory.Slice(_columns.Length + Size, Size);
        _probabilities = memory.Slice(_columns.Length + (2 * Size), Size);
        for (int u = 0; u < variances.Length; u++)
        {
            for (int j = 0; j < width; j++)
            {
                _columns[(j * Size) + u] = rows[(u * width) + j];
            }
            _variances[u] = variances[u];
            _means[u] = NormalDistribution.FastQuantile(moderated[u]) * MathF.Sqrt(ModeratedScores.ProbitVariance + variances[u]);
        }
        ref float mean = ref MemoryMarshal.GetReference(_means);
        ref float variance = ref MemoryMarshal.GetReference(_variances);
        ref float probability = ref MemoryMarshal.GetReference(_probabilities);
        for (nuint lane = 0; lane < Size; lane += 8)
        {
            // As it will be computed after a label: without covariance, exactly nothing moves.
            Moderated(Vector256.LoadUnsafe(ref mean, lane), Vector256.LoadUnsafe(ref variance, lane)).StoreUnsafe(ref probability, lane);
        }
        for (int u = 0; u < variances.Length; u++)
        {
            Brier += _probabilities[u] * (1 - _probabilities[u]);
        }
    }

    /// <summary>Σ p(1 - p) over the rows.</summary>
    public float Brier { get; }

    /// <summary>Values that a score of some width takes.</summary>
    public static int Memory(int width) => Size * (width + 3);

    /// <summary>How much of <see cref="Brier"/> a label is expected to remove: the variance that it gives the probabilities, summed over the rows.</summary>
    /// <param name="z">Whitened row that would be labelled.</param>
    /// <param name="label">What its label does.</param>
    public float Removed(ReadOnlySpan<float> z, in LabelBelief label)
    {
        Span<float> covariances = stackalloc float[Size];
        Covariances(z, covariances);
        ref float covariance = ref MemoryMarshal.GetReference(covariances);
        ref float mean = ref MemoryMarshal.GetReference(_means);
        ref float variance = ref MemoryMarshal.GetReference(_variances);
        ref float probability = ref MemoryMarshal.GetReference(_probabilities);
        Vector256<float> yesPush = Vector256.Create(label.YesPush), yesShrink = Vector256.Create(-label.YesShrink);
        Vector256<float> noPush = Vector256.Create(label.NoPush), noShrink = Vector256.Create(-label.NoShrink);
        Vector256<float> ifYes = Vector256<float>.Zero, ifNo = ifYes;
        for (nuint lane = 0; lane < Size; lane += 8)
        {
            Vector256<float> s = Vector256.LoadUnsafe(ref covariance, lane);
            Vector256<float> m = Vector256.LoadUnsafe(ref mean, lane);
            Vector256<float> v = Vector256.LoadUnsafe(ref variance, lane);
            Vector256<float> p = Vector256.LoadUnsafe(ref probability, lane);
            Vector256<float> square = s * s;
            Vector256<float> yes = Moderated(Vector256.FusedMultiplyAdd(s, yesPush, m), Vector256.FusedMultiplyAdd(square, yesShrink, v)) - p;
            Vector256<float> no = Moderated(Vector256.FusedMultiplyAdd(s, noPush, m), Vector256.FusedMultiplyAdd(square, noShrink, v)) - p;
            ifYes = Vector256.FusedMultiplyAdd(yes, yes, ifYes);
            ifNo = Vector256.FusedMultiplyAdd(no, no, ifNo);
        }
        return (label.Probability * VectorMath.Sum(ifYes)) + ((1 - label.Probability) * VectorMath.Sum(ifNo));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Moderated(Vector256<float> mean, Vector256<float> variance) =>
        NormalDistribution.FastCumulative(
            mean / Vector256.Sqrt(Vector256.Max(variance, Vector256<float>.Zero) + Vector256.Create(ModeratedScores.ProbitVariance)));

    // z·z(u), in eight vectors that stay in registers.
    private void Covariances(ReadOnlySpan<float> z, Span<float> covariances)
    {
        ref float column = ref MemoryMarshal.GetReference(_columns[..(z.Length * Size)]);
        ref float target = ref MemoryMarshal.GetReference(covariances[..Size]);
        Vector256<float> a = Vector256<float>.Zero, b = a, c = a, d = a, e = a, f = a, g = a, h = a;
        foreach (float value in z)
        {
            Vector256<float> own = Vector256.Create(value);
            a = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column), a);
            b = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 8), b);
            c = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 16), c);
            d = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 24), d);
            e = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 32), e);
            f = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 40), f);
            g = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 48), g);
            h = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 56), h);
            column = ref Unsafe.Add(ref column, Size);
        }
        a.StoreUnsafe(ref target);
        b.StoreUnsafe(ref target, 8);
        c.StoreUnsafe(ref target, 16);
        d.StoreUnsafe(ref target, 24);
        e.StoreUnsafe(ref target, 32);
        f.StoreUnsafe(ref target, 40);
        g.StoreUnsafe(ref target, 48);
        h.StoreUnsafe(ref target, 56);
    }
}
