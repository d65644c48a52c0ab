using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>The expected log-loss of sampled rows after a label, as in <see cref="LossForecast{TLoss, TExponential}"/>, in one pass over the classes.</summary>
/// <remarks>
/// With M the largest score of a row now and b = M - score, a score that moves by δ leaves b - δ =: b', and the entropy is log Σ exp(-b') + Σ b' exp(-b') /
/// Σ exp(-b'). That holds for any M; only where a label moves scores far, M is moved along first, so that nothing overflows.
/// </remarks>
internal readonly ref struct LogLossForecast
{
    // Scores that move by less leave all sums far from the ends of single precision.
    private const float FarthestMove = 40;

    private const int Lanes = LabelStep.Lanes;

    private readonly SignalContext _context;
    private readonly int _lanes;
    private readonly int _classes;
    private readonly int _moving;
    private readonly float _share;
    private readonly Span<float> _behind;
    private readonly Span<float> _pulls;
    private readonly Span<float> _largest;
    private readonly Span<float> _rows;
    private readonly Span<float> _pushes;
    private readonly Span<int> _blockOf;
    private readonly Span<int> _movingClass;

    private LogLossForecast(SignalContext context, ReadOnlySpan<int> sample)
    {
        _context = context;
        _classes = context.ClassCount;
        _lanes = FloatProducts.Pad(sample.Length);
        _share = LabelStep.ShareOf(context);
        Span<int> numbers = context.Ints(2 * _classes);
        _blockOf = numbers[.._classes];
        _movingClass = numbers[_classes..];
        LabelStep.FillBlocks(context, _blockOf);
        for (int k = 0; k < _classes; k++)
        {
            // A class without a score has no label yet, and probability 0.
            if (_blockOf[k] >= 0)
            {
                _movingClass[_moving++] = k;
            }
        }
        Span<float> rest = context.Floats((_moving * ((_lanes * (1 + Lanes)) + Lanes + 1)) + (4 * Lanes * _classes));
        _behind = Buffers.Cut(ref rest, _moving * _lanes);
        _pulls = Buffers.Cut(ref rest, _moving * Lanes * _lanes);
        _largest = Buffers.Cut(ref rest, _moving * Lanes);
        _pushes = Buffers.Cut(ref rest, _moving);
        _rows = Buffers.Cut(ref rest, 4 * Lanes * _classes);
        FillBehind(context, sample);
    }

    /// <summary>What <see cref="LossForecast{TLoss, TExponential}.Reduction"/> gives for the log-loss.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <param name="size">How many unlabelled rows the loss is summed over, if there are so many; at most <see cref="WhitenedSample.Size"/>.</param>
    /// <param name="values">Receives one value per candidate.</param>
    public static void Reduction(SignalContext context, int size, Span<float> values)
    {
        ReadOnlySpan<int> sample = LossReduction.Sample(context, size);
        if (values.IsEmpty || sample.IsEmpty)
        {
            values.Clear();
            return;
        }
        var forecast = new LogLossForecast(context, sample);
        forecast._pushes.Clear();
        forecast._pulls.Clear();
        float now = forecast.Loss(0);
        forecast.After(values);
        LossReduction.FromLosses(now, values);
    }

    private void After(Span<float> expected)
    {
        int part = Lanes * _classes;
        Span<float> scores = _rows[..part];
        Span<float> leverage = _rows.Slice(part, part);
        Span<float> moved = _rows.Slice(2 * part, part);
        Span<float> pushes = _rows.Slice(3 * part, part);
        ReadOnlySpan<int> candidates = _context.Candidates;
        Span<float> weights = stackalloc float[Lanes];
        for (int first = 0; first < candidates.Length; first += Lanes)
        {
            ReadOnlySpan<int> own = candidates.Slice(first, Math.Min(Lanes, candidates.Length - first));
            LabelStep.FillRows(_context, first, own, _blockOf, scores, leverage);
            FillPulls(first, own.Length);
            Span<float> sums = expected.Slice(first, own.Length);
            sums.Clear();
            weights.Clear();
            for (int label = 0; label < _classes; label++)
            {
                bool solved = false;
                for (int lane = 0; lane < own.Length; lane++)
                {
                    float p = _context.ProbabilitiesOf(own[lane])[label];
                    if (p < LossReduction.NegligibleProbability)
                    {
                        continue;
                    }
                    if (!solved)
                    {
                        LabelStep.Solve<FastExponential>(label, scores, leverage, _share, moved, pushes);
                        solved = true;
                    }
                    sums[lane] += p * (TakePushes(pushes, lane) < FarthestMove ? Loss(lane) : LossFarAway(lane));
                    weights[lane] += p;
                }
            }
            for (int lane = 0; lane < own.Length; lane++)
            {
                sums[lane] /= weights[lane];
            }
        }
    }

    // Takes in the pushes of one candidate's label, and says how far scores move at most.
    private float TakePushes(ReadOnlySpan<float> pushes, int candidate)
    {
        float farthest = 0;
        for (int j = 0; j < _moving; j++)
        {
            _pushes[j] = pushes[(_movingClass[j] * Lanes) + candidate];
            farthest = MathF.Max(farthest, MathF.Abs(_pushes[j]) * _largest[(candidate * _moving) + j]);
        }
        return farthest;
    }

    private float Loss(int candidate)
    {
        ref float pushes = ref MemoryMarshal.GetReference(_pushes);
        Vector256<float> sum = Vector256<float>.Zero;
        for (int lane = 0; lane < _lanes; lane += 2 * Lanes)
        {
            ref float behind = ref Unsafe.Add(ref MemoryMarshal.GetReference(_behind), lane);
            ref float pulls = ref Unsafe.Add(ref MemoryMarshal.GetReference(_pulls), (candidate * _moving * _lanes) + lane);
            Vector256<float> total = Vector256<float>.Zero, weighted = total, total2 = total, weighted2 = total;
            for (nint j = 0; j < _moving; j++)
            {
                Vector256<float> push = Vector256.Create(Unsafe.Add(ref pushes, j));
                Vector256<float> move = Vector256.FusedMultiplyAdd(push, Vector256.LoadUnsafe(ref pulls), -Vector256.LoadUnsafe(ref behind));
                Vector256<float> move2 = Vector256.FusedMultiplyAdd(push, Vector256.LoadUnsafe(ref pulls, Lanes), -Vector256.LoadUnsafe(ref behind, Lanes));
                Vector256<float> part = FastExponential.Of(move);
                Vector256<float> part2 = FastExponential.Of(move2);
                total += part;
                total2 += part2;
                weighted = Vector256.FusedMultiplyAdd(-move, part, weighted);
                weighted2 = Vector256.FusedMultiplyAdd(-move2, part2, weighted2);
                behind = ref Unsafe.Add(ref behind, _lanes);
                pulls = ref Unsafe.Add(ref pulls, _lanes);
            }
            sum += Vector256.Log(total) + (weighted / total) + Vector256.Log(total2) + (weighted2 / total2);
        }
        return VectorMath.Sum(sum);
    }

    private float LossFarAway(int candidate)
    {
        Vector256<float> sum = Vector256<float>.Zero;
        for (int lane = 0; lane < _lanes; lane += Lanes)
        {
            Vector256<float> ahead = Vector256.Create(float.NegativeInfinity);
            for (int j = 0; j < _moving; j++)
            {
                ahead = Vector256.Max(ahead, Moved(candidate, j, lane));
            }
            Vector256<float> total = Vector256<float>.Zero, weighted = total;
            for (int j = 0; j < _moving; j++)
            {
                Vector256<float> left = ahead - Moved(candidate, j, lane);
                Vector256<float> part = FastExponential.Of(-left);
                total += part;
                weighted = Vector256.FusedMultiplyAdd(left, part, weighted);
            }
            sum += Vector256.Log(total) + (weighted / total);
        }
        return VectorMath.Sum(sum);
    }

    // -b' of eight rows.
    private Vector256<float> Moved(int candidate, int moving, int lane) =>
        (_pushes[moving] * Vector256.Create<float>(_pulls.Slice((((candidate * _moving) + moving) * _lanes) + lane, Lanes)))
            - Vector256.Create<float>(_behind.Slice((moving * _lanes) + lane, Lanes));

    private void FillPulls(int first, int count)
    {
        for (int j = 0; j < _moving; j++)
        {
            ReadOnlySpan<float> pulls = _context.Pulls.Of(_blockOf[_movingClass[j]], first, count);
            int lanes = pulls.Length / count;
            for (int lane = 0; lane < count; lane++)
            {
                Span<float> own = _pulls.Slice(((lane * _moving) + j) * _lanes, _lanes);
                pulls.Slice(lane * lanes, _lanes).CopyTo(own);
                Vector256<float> largest = Vector256<float>.Zero;
                for (int u = 0; u < own.Length; u += Lanes)
                {
                    largest = Vector256.Max(largest, Vector256.Abs(Vector256.Create<float>(own.Slice(u, Lanes))));
                }
                _largest[(lane * _moving) + j] = LargestOf(largest);
            }
        }
    }

    private static float LargestOf(Vector256<float> values)
    {
        Vector128<float> half = Vector128.Max(values.GetLower(), values.GetUpper());
        return MathF.Max(MathF.Max(half[0], half[1]), MathF.Max(half[2], half[3]));
    }

    private void FillBehind(SignalContext context, ReadOnlySpan<int> sample)
    {
        // A lane without a row is certain of the first class.
        _behind.Fill(1000);
        _behind[.._lanes].Clear();
        for (int u = 0; u < sample.Length; u++)
        {
            ReadOnlySpan<float> p = context.ProbabilitiesOf(sample[u]);
            float largest = 0;
            foreach (float one in p)
            {
                largest = MathF.Max(largest, one);
            }
            for (int j = 0; j < _moving; j++)
            {
                _behind[(j * _lanes) + u] = MathF.Log(largest) - LabelStep.Score(p[_movingClass[j]]);
            }
        }
    }
}
