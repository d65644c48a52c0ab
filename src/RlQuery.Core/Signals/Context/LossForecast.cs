using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>The expected loss of sampled rows under their own predictions, summed, now and after a candidate is labelled, without a refit.</summary>
/// <remarks>
/// Labelling x moves the scores of u by z(u)·z(x) times the push of <see cref="LabelStep"/>, where z are whitened rows (<see cref="ICurvature"/>).
/// Sampled rows lie side by side in lanes; padding lanes have no loss, whatever is labelled.
/// </remarks>
/// <typeparam name="TLoss">The loss.</typeparam>
/// <typeparam name="TExponential">Computes exponentials.</typeparam>
internal readonly ref struct LossForecast<TLoss, TExponential>
    where TLoss : struct, IExpectedLoss
    where TExponential : struct, IExponential
{
    private readonly SignalContext _context;
    private readonly int _classes;
    private readonly int _lanes;
    private readonly int _candidates;
    private readonly float _share;
    private readonly Span<float> _scores;
    private readonly Span<float> _pulls;
    private readonly Span<float> _moved;
    private readonly Span<int> _blockOf;
    private readonly Span<float> _rows;

    /// <summary>Sets the rows whose loss is forecast.</summary>
    /// <param name="context">The state of the episode; its scratch memory is in use while the forecast is.</param>
    /// <param name="sample">Pool rows: the first of <see cref="WhitenedSample.Rows"/>.</param>
    private LossForecast(SignalContext context, ReadOnlySpan<int> sample)
    {
        ICurvature curvature = context.Curvature;
        _context = context;
        _classes = context.ClassCount;
        _lanes = LaneProducts.Lanes(sample.Length);
        _candidates = context.Candidates.Length;
        _share = LabelStep.ShareOf(context);
        Span<float> rest = context.Floats((_classes * (_lanes + (5 * LabelStep.Lanes))) + (curvature.Blocks * LabelStep.Lanes * _lanes));
        _scores = Buffers.Cut(ref rest, _classes * _lanes);
        _rows = Buffers.Cut(ref rest, 4 * LabelStep.Lanes * _classes);
        _moved = Buffers.Cut(ref rest, LabelStep.Lanes * _classes);
        _pulls = rest;
        _blockOf = context.Ints(_classes);
        FillScores(context, sample);
        LabelStep.FillBlocks(context, _blockOf);
    }

    /// <summary>The share of the expected loss that each candidate's label is expected to remove, in [-1, 1].</summary>
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
        var forecast = new LossForecast<TLoss, TExponential>(context, sample);
        float now = forecast.Now();
        forecast.After(values);
        LossReduction.FromLosses(now, values);
    }

    private float Now() => Loss([], 0);

    // The expected loss after each candidate was labelled, in expectation over its label.
    private void After(Span<float> expected)
    {
        int part = LabelStep.Lanes * _classes;
        Span<float> scores = _rows[..part];
        Span<float> leverage = _rows.Slice(part, part);
        Span<float> moved = _rows.Slice(2 * part, part);
        Span<float> pushes = _rows.Slice(3 * part, part);
        Span<float> weights = stackalloc float[LabelStep.Lanes];
        for (int first = 0; first < _candidates; first += LabelStep.Lanes)
        {
            int count = Math.Min(LabelStep.Lanes, _candidates - first);
            LabelStep.FillRows(_context, first, _context.Candidates.Slice(first, count), _blockOf, scores, leverage);
            FillPulls(first, count);
            expected.Slice(first, count).Clear();
            weights.Clear();
            for (int label = 0; label < _classes; label++)
            {
                LabelStep.Solve<TExponential>(label, scores, leverage, _share, moved, pushes);
                for (int lane = 0; lane < count; lane++)
                {
                    float p = _context.ProbabilitiesOf(_context.Candidates[first + lane])[label];
                    if (p >= LossReduction.NegligibleProbability)
                    {
                        expected[first + lane] += p * Loss(pushes[lane..], lane);
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

    private float Loss(ReadOnlySpan<float> pushes, int candidate)
    {
        ref float scores = ref MemoryMarshal.GetReference(_scores);
        ref float pulls = ref MemoryMarshal.GetReference(_pulls);
        ref float moved = ref MemoryMarshal.GetReference(_moved);
        Vector256<float> total = Vector256<float>.Zero;
        for (int lane = 0; lane < _lanes; lane += LabelStep.Lanes)
        {
            for (int k = 0; k < _classes; k++)
            {
                Vector256<float> score = Vector256.LoadUnsafe(ref scores, (nuint)((k * _lanes) + lane));
                if (!pushes.IsEmpty && _blockOf[k] >= 0)
                {
                    nuint place = (nuint)((((_blockOf[k] * LabelStep.Lanes) + candidate) * _lanes) + lane);
                    score = Vector256.FusedMultiplyAdd(Vector256.Create(pushes[k * LabelStep.Lanes]), Vector256.LoadUnsafe(ref pulls, place), score);
                }
                score.StoreUnsafe(ref moved, (nuint)(k * LabelStep.Lanes));
            }
            total += TLoss.Of(ref moved, _classes);
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
                _scores[(k * _lanes) + u] = LabelStep.Score(p[k]);
            }
        }
    }

    // z(x)·z(u) of some candidates and every sampled row.
    private void FillPulls(int first, int count)
    {
        for (int block = 0; block < _context.Curvature.Blocks; block++)
        {
            ReadOnlySpan<float> pulls = _context.Pulls.Of(block, first, count);
            int lanes = pulls.Length / count;
            for (int lane = 0; lane < count; lane++)
            {
                pulls.Slice(lane * lanes, _lanes).CopyTo(_pulls[(((block * LabelStep.Lanes) + lane) * _lanes)..]);
            }
        }
    }
}
