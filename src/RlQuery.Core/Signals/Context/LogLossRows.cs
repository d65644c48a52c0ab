using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>Sampled rows side by side in lanes, how far eight candidates pull their scores, and the log-loss that they expect after a label.</summary>
/// <remarks>
/// With M the largest score of a row now and b = M - score, a score that moves by δ leaves b - δ =: b', and the entropy is log Σ exp(-b') + Σ b' exp(-b') /
/// Σ exp(-b'). That holds for any M; only where a label moves scores far, M is moved along first, so that nothing overflows.
/// </remarks>
internal readonly ref struct LogLossRows
{
    // Scores that move by less leave all sums far from the ends of single precision.
    private const float FarthestMove = 40;

    private const int Side = LabelStep.Lanes;

    private readonly SignalContext _context;
    private readonly MovingClasses _moving;
    private readonly Span<float> _pulls;
    private readonly Span<float> _largest;

    /// <summary>Takes in the sampled rows.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <param name="moving">The classes whose scores can move.</param>
    /// <param name="sample">The sampled rows.</param>
    /// <param name="rest">Memory, of which <see cref="Memory"/> values are taken.</param>
    public LogLossRows(SignalContext context, scoped in MovingClasses moving, ReadOnlySpan<int> sample, scoped ref Span<float> rest)
    {
        _context = context;
        _moving = moving;
        Lanes = FloatProducts.Pad(sample.Length);
        Behind = Buffers.Cut(ref rest, moving.Count * Lanes);
        _pulls = Buffers.Cut(ref rest, moving.Count * Side * Lanes);
        _largest = Buffers.Cut(ref rest, moving.Count * Side);
        _pulls.Clear();
        _largest.Clear();
        FillBehind(sample);
    }

    /// <summary>Lanes of a row of values: the sampled rows, padded. Padding lanes have no loss, whatever is labelled.</summary>
    public int Lanes { get; }

    /// <summary>b [moving classes x lanes].</summary>
    public Span<float> Behind { get; }

    /// <summary>Values of memory that are needed.</summary>
    /// <param name="moving">How many classes move.</param>
    /// <param name="rows">How many rows are sampled.</param>
    public static int Memory(int moving, int rows) => moving * ((FloatProducts.Pad(rows) * (1 + Side)) + Side);

    /// <summary>z(x)·z(u) of one candidate and all lanes [moving classes x lanes].</summary>
    /// <param name="candidate">Place among those that were taken in.</param>
    public ReadOnlySpan<float> Pulls(int candidate) => _pulls.Slice(candidate * _moving.Count * Lanes, _moving.Count * Lanes);

    /// <summary>The largest absolute pull of each moving class.</summary>
    /// <param name="candidate">Place among those that were taken in.</param>
    public ReadOnlySpan<float> Largest(int candidate) => _largest.Slice(candidate * _moving.Count, _moving.Count);

    /// <summary>Takes in how far some candidates pull.</summary>
    /// <param name="first">Place of the first of them among all candidates.</param>
    /// <param name="count">How many, at most eight.</param>
    public void TakePulls(int first, int count)
    {
        for (int j = 0; j < _moving.Count; j++)
        {
            ReadOnlySpan<float> pulls = _context.Pulls.Of(_moving.BlockOf[_moving[j]], first, count);
            int lanes = pulls.Length / count;
            for (int lane = 0; lane < count; lane++)
            {
                Span<float> own = _pulls.Slice(((lane * _moving.Count) + j) * Lanes, Lanes);
                pulls.Slice(lane * lanes, Lanes).CopyTo(own);
                Vector256<float> largest = Vector256<float>.Zero;
                for (int u = 0; u < own.Length; u += Side)
                {
                    largest = Vector256.Max(largest, Vector256.Abs(Vector256.Create<float>(own.Slice(u, Side))));
                }
                _largest[(lane * _moving.Count) + j] = LargestOf(largest);
            }
        }
    }

    /// <summary>The expected log-loss, summed over the rows, after a label that moves every score by its push times its pull.</summary>
    /// <param name="candidate">Whose label; its place among those that were taken in.</param>
    /// <param name="pushes">One for each moving class.</param>
    public float LossAfter(int candidate, ReadOnlySpan<float> pushes)
    {
        ReadOnlySpan<float> largest = Largest(candidate);
        float farthest = 0;
        for (int j = 0; j < pushes.Length; j++)
        {
            farthest = MathF.Max(farthest, MathF.Abs(pushes[j]) * largest[j]);
        }
        return farthest < FarthestMove ? LossNearby(candidate, pushes) : LossFarAway(candidate, pushes);
    }

    private float LossNearby(int candidate, ReadOnlySpan<float> ownPushes)
    {
        int moving = _moving.Count;
        int lanes = Lanes;
        ref float pushes = ref MemoryMarshal.GetReference(ownPushes);
        Vector256<float> sum = Vector256<float>.Zero;
        for (int lane = 0; lane < lanes; lane += 2 * Side)
        {
            ref float behind = ref Unsafe.Add(ref MemoryMarshal.GetReference(Behind), lane);
            ref float pulls = ref Unsafe.Add(ref MemoryMarshal.GetReference(_pulls), (candidate * moving * lanes) + lane);
            Vector256<float> total = Vector256<float>.Zero, weighted = total, total2 = total, weighted2 = total;
            for (nint j = 0; j < moving; j++)
            {
                Vector256<float> push = Vector256.Create(Unsafe.Add(ref pushes, j));
                Vector256<float> move = Vector256.FusedMultiplyAdd(push, Vector256.LoadUnsafe(ref pulls), -Vector256.LoadUnsafe(ref behind));
                Vector256<float> move2 = Vector256.FusedMultiplyAdd(push, Vector256.LoadUnsafe(ref pulls, Side), -Vector256.LoadUnsafe(ref behind, Side));
                Vector256<float> part = FastExponential.Of(move);
                Vector256<float> part2 = FastExponential.Of(move2);
                total += part;
                total2 += part2;
                weighted = Vector256.FusedMultiplyAdd(-move, part, weighted);
                weighted2 = Vector256.FusedMultiplyAdd(-move2, part2, weighted2);
                behind = ref Unsafe.Add(ref behind, lanes);
                pulls = ref Unsafe.Add(ref pulls, lanes);
            }
            sum += Vector256.Log(total) + (weighted / total) + Vector256.Log(total2) + (weighted2 / total2);
        }
        return VectorMath.Sum(sum);
    }

    private float LossFarAway(int candidate, ReadOnlySpan<float> pushes)
    {
        Vector256<float> sum = Vector256<float>.Zero;
        for (int lane = 0; lane < Lanes; lane += Side)
        {
            Vector256<float> ahead = Vector256.Create(float.NegativeInfinity);
            for (int j = 0; j < pushes.Length; j++)
            {
                ahead = Vector256.Max(ahead, Moved(candidate, j, lane, pushes[j]));
            }
            Vector256<float> total = Vector256<float>.Zero, weighted = total;
            for (int j = 0; j < pushes.Length; j++)
            {
                Vector256<float> left = ahead - Moved(candidate, j, lane, pushes[j]);
                Vector256<float> part = FastExponential.Of(-left);
                total += part;
                weighted = Vector256.FusedMultiplyAdd(left, part, weighted);
            }
            sum += Vector256.Log(total) + (weighted / total);
        }
        return VectorMath.Sum(sum);
    }

    // -b' of eight rows.
    private Vector256<float> Moved(int candidate, int moving, int lane, float push) =>
        (push * Vector256.Create<float>(_pulls.Slice((((candidate * _moving.Count) + moving) * Lanes) + lane, Side)))
            - Vector256.Create<float>(Behind.Slice((moving * Lanes) + lane, Side));

    private static float LargestOf(Vector256<float> values)
    {
        Vector128<float> half = Vector128.Max(values.GetLower(), values.GetUpper());
        return MathF.Max(MathF.Max(half[0], half[1]), MathF.Max(half[2], half[3]));
    }

    private void FillBehind(ReadOnlySpan<int> sample)
    {
        // A lane without a row is certain of the first class.
        Behind.Fill(1000);
        Behind[..Lanes].Clear();
        for (int u = 0; u < sample.Length; u++)
        {
            ReadOnlySpan<float> p = _context.ProbabilitiesOf(sample[u]);
            float largest = 0;
            foreach (float one in p)
            {
                largest = MathF.Max(largest, one);
            }
            for (int j = 0; j < _moving.Count; j++)
            {
                Behind[(j * Lanes) + u] = MathF.Log(largest) - LabelStep.Score(p[_moving[j]]);
            }
        }
    }
}
