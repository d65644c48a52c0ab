using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals;

/// <summary>The expected 0/1 error Σ (1 - max p) over sampled rows, now and after a candidate was labelled, without a refit.</summary>
/// <remarks>
/// Labelling x moves the scores of u by z(u)·z(x) times the push of <see cref="LabelStep"/>, where z are whitened rows (<see cref="ICurvature"/>).
/// Sampled rows lie side by side in lanes; the lanes that fill up the last vector have no error, whatever is labelled.
/// </remarks>
internal readonly ref struct ErrorForecast
{
    // Labels that are hardly possible are left out.
    private const float NegligibleProbability = 1e-4f;

    private readonly SignalContext _context;
    private readonly int _classes;
    private readonly int _lanes;
    private readonly int _candidates;
    private readonly float _share;
    private readonly Span<float> _scores;
    private readonly Span<float> _leverage;
    private readonly Span<float> _pulls;
    private readonly Span<int> _blockOf;
    private readonly Span<float> _rows;

    /// <summary>Measures how candidates pull at sampled rows.</summary>
    /// <param name="context">The state of the episode; its scratch is in use as long as the forecast is.</param>
    /// <param name="sample">Pool rows whose error is forecast.</param>
    public ErrorForecast(SignalContext context, ReadOnlySpan<int> sample)
    {
        ICurvature curvature = context.Curvature;
        int width = curvature.WhitenedWidth;
        _context = context;
        _classes = context.Problem.Classes;
        _lanes = (sample.Length + 7) & ~7;
        _candidates = context.Candidates.Length;
        // With one score for two classes, half the step on either side is the whole step of their difference.
        _share = curvature.Blocks == 1 && ClassesWithLabels(context) <= 2 ? 0.5f : 1;
        Span<float> rest = context.Floats(
            (_classes * _lanes) + (curvature.Blocks * _candidates * (1 + _lanes)) + ((sample.Length + _lanes) * width) + (4 * LabelStep.Lanes * _classes));
        _scores = Cut(ref rest, _classes * _lanes);
        _leverage = Cut(ref rest, curvature.Blocks * _candidates);
        _pulls = Cut(ref rest, curvature.Blocks * _candidates * _lanes);
        _rows = Cut(ref rest, 4 * LabelStep.Lanes * _classes);
        _blockOf = context.Ints(_classes);
        FillScores(context, sample);
        _blockOf.Fill(curvature.Blocks == 1 ? 0 : -1);
        for (int block = 0; block < curvature.Blocks; block++)
        {
            if (curvature.BlockClass(block) >= 0)
            {
                _blockOf[curvature.BlockClass(block)] = block;
            }
            FillBlock(context, curvature, block, sample, rest);
        }
    }

    /// <summary>The expected error as it is.</summary>
    public float Now() => Error([], 0);

    /// <summary>The expected error after each candidate was labelled, in expectation over its label.</summary>
    /// <param name="expected">Receives one value per candidate.</param>
    public void After(Span<float> expected)
    {
        int part = LabelStep.Lanes * _classes;
        Span<float> scores = _rows[..part];
        Span<float> leverage = _rows.Slice(part, part);
        Span<float> moved = _rows.Slice(2 * part, part);
        Span<float> pushes = _rows.Slice(3 * part, part);
        Span<float> weights = stackalloc float[LabelStep.Lanes];
        expected.Clear();
        for (int first = 0; first < _candidates; first += LabelStep.Lanes)
        {
            int count = Math.Min(LabelStep.Lanes, _candidates - first);
            FillRows(first, count, scores, leverage);
            weights.Clear();
            for (int label = 0; label < _classes; label++)
            {
                LabelStep.Solve(label, scores, leverage, _share, moved, pushes);
                for (int lane = 0; lane < count; lane++)
                {
                    float p = _context.ProbabilitiesOf(_context.Candidates[first + lane])[label];
                    if (p >= NegligibleProbability)
                    {
                        expected[first + lane] += p * Error(pushes[lane..], first + lane);
                        weights[lane] += p;
                    }
                }
            }
            for (int lane = 0; lane < count; lane++)
            {
                expected[first + lane] /= weights[lane];
            }
        }
    }

    private void FillRows(int first, int count, Span<float> scores, Span<float> leverage)
    {
        scores.Clear();
        leverage.Clear();
        for (int lane = 0; lane < count; lane++)
        {
            ReadOnlySpan<float> p = _context.ProbabilitiesOf(_context.Candidates[first + lane]);
            for (int k = 0; k < _classes; k++)
            {
                int place = (k * LabelStep.Lanes) + lane;
                scores[place] = Score(p[k]);
                leverage[place] = _blockOf[k] >= 0 ? _leverage[(_blockOf[k] * _candidates) + first + lane] : 0;
            }
        }
    }

    // log p is the score up to a constant; an absent class keeps a score that no step brings back.
    private static float Score(float p) => MathF.Log(MathF.Max(p, 1e-30f));

    // With M the largest score and R = Σ exp(score - M) over the other classes, 1 - max p = R / (1 + R): exact however small the error.
    private float Error(ReadOnlySpan<float> pushes, int candidate)
    {
        ref float scores = ref MemoryMarshal.GetReference(_scores);
        ref float pulls = ref MemoryMarshal.GetReference(_pulls);
        Vector256<float> total = Vector256<float>.Zero;
        for (int lane = 0; lane < _lanes; lane += 8)
        {
            Vector256<float> largest = Vector256<float>.Zero;
            Vector256<float> others = Vector256<float>.Zero;
            for (int k = 0; k < _classes; k++)
            {
                Vector256<float> score = Vector256.LoadUnsafe(ref scores, (nuint)((k * _lanes) + lane));
                if (!pushes.IsEmpty && _blockOf[k] >= 0)
                {
                    nuint place = (nuint)((((_blockOf[k] * _candidates) + candidate) * _lanes) + lane);
                    score = Vector256.FusedMultiplyAdd(Vector256.Create(pushes[k * LabelStep.Lanes]), Vector256.LoadUnsafe(ref pulls, place), score);
                }
                if (k == 0)
                {
                    largest = score;
                    continue;
                }
                Vector256<float> ratio = Vector256.Exp(-Vector256.Abs(score - largest));
                others = Vector256.ConditionalSelect(Vector256.GreaterThan(score, largest), (others + Vector256<float>.One) * ratio, others + ratio);
                largest = Vector256.Max(score, largest);
            }
            total += others / (others + Vector256<float>.One);
        }
        return VectorMath.Sum(total);
    }

    private void FillScores(SignalContext context, ReadOnlySpan<int> sample)
    {
        // A lane without a row is certain of the first class.
        _scores.Clear();
        _scores[.._lanes].Fill(1000);
        for (int u = 0; u < sample.Length; u++)
        {
            ReadOnlySpan<float> p = context.ProbabilitiesOf(sample[u]);
            for (int k = 0; k < _classes; k++)
            {
                _scores[(k * _lanes) + u] = Score(p[k]);
            }
        }
    }

    // z(x)·z(u) of every candidate and sampled row, and |z(x)|².
    private void FillBlock(SignalContext context, ICurvature curvature, int block, ReadOnlySpan<int> sample, Span<float> scratch)
    {
        int width = curvature.WhitenedWidth;
        Span<float> rows = Cut(ref scratch, sample.Length * width);
        Span<float> columns = Cut(ref scratch, width * _lanes);
        curvature.Whiten(block, context.Problem.Pool, sample, rows);
        columns.Clear();
        for (int u = 0; u < sample.Length; u++)
        {
            for (int j = 0; j < width; j++)
            {
                columns[(j * _lanes) + u] = rows[(u * width) + j];
            }
        }
        context.Whitened.Leverages(block).CopyTo(_leverage[(block * _candidates)..]);
        for (int start = 0; start < _candidates; start += WhitenedCandidates.ChunkRows)
        {
            int count = Math.Min(WhitenedCandidates.ChunkRows, _candidates - start);
            ReadOnlySpan<float> own = context.Whitened.Rows(block, start, count);
            for (int i = 0; i < count; i++)
            {
                Pull(own.Slice(i * width, width), columns, _pulls.Slice(((block * _candidates) + start + i) * _lanes, _lanes));
            }
        }
    }

    // pulls[lane] = Σ_j z[j] columns[j, lane]
    private static void Pull(ReadOnlySpan<float> z, ReadOnlySpan<float> columns, Span<float> pulls)
    {
        ref float target = ref MemoryMarshal.GetReference(pulls);
        nuint lanes = (nuint)pulls.Length;
        nuint lane = 0;
        for (; lane + 32 <= lanes; lane += 32)
        {
            ref float column = ref Unsafe.Add(ref MemoryMarshal.GetReference(columns), lane);
            Vector256<float> a = Vector256<float>.Zero, b = a, c = a, d = a;
            foreach (float weight in z)
            {
                Vector256<float> own = Vector256.Create(weight);
                a = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column), a);
                b = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 8), b);
                c = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 16), c);
                d = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref column, 24), d);
                column = ref Unsafe.Add(ref column, lanes);
            }
            a.StoreUnsafe(ref target, lane);
            b.StoreUnsafe(ref target, lane + 8);
            c.StoreUnsafe(ref target, lane + 16);
            d.StoreUnsafe(ref target, lane + 24);
        }
        for (; lane < lanes; lane += 8)
        {
            ref float column = ref Unsafe.Add(ref MemoryMarshal.GetReference(columns), lane);
            Vector256<float> sum = Vector256<float>.Zero;
            foreach (float weight in z)
            {
                sum = Vector256.FusedMultiplyAdd(Vector256.Create(weight), Vector256.LoadUnsafe(ref column), sum);
                column = ref Unsafe.Add(ref column, lanes);
            }
            sum.StoreUnsafe(ref target, lane);
        }
    }

    private static int ClassesWithLabels(SignalContext context)
    {
        int present = 0;
        foreach (int count in context.Pool.ClassCounts)
        {
            present += count > 0 ? 1 : 0;
        }
        return present;
    }

    private static Span<float> Cut(scoped ref Span<float> rest, int length)
    {
        Span<float> part = rest[..length];
        rest = rest[length..];
        return part;
    }
}
