using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals;

/// <summary>Share of the expected Brier score Σ p(1 - p) over 64 sampled unlabelled rows that the candidate's label is expected to remove, in [0, 1).</summary>
/// <remarks>
/// The probabilities p are those of the Laplace posterior (<see cref="ModeratedScores"/>), which the label changes by assumed-density filtering
/// (<see cref="LabelBelief"/>): what is expected to go is the variance that the unknown label gives them. Sources: Roy and McCallum, "Toward Optimal Active
/// Learning through Sampling Estimation of Error Reduction" (2001), and Bickford Smith, Kirsch, Farquhar, Gal, Foster and Rainforth, "Prediction-Oriented
/// Bayesian Active Learning" (2023), for looking at what a label tells of other rows. A learner without curvature is given the ridge Gram matrix of the
/// labelled rows (<see cref="RidgeCurvature"/>).
/// </remarks>
public sealed class ExpectedBrierReductionSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "expected-brier-reduction";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Curvature;

    /// <inheritdoc/>
    public string Description => "share of the expected Brier score on 64 sampled rows that the label is expected to remove; in [0, 1)";

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        Span<int> sample = stackalloc int[SampledScore.Size];
        sample = sample[..context.Sample(sample)];
        values.Clear();
        if (values.IsEmpty || sample.IsEmpty)
        {
            return;
        }
        ICurvature curvature = context.Curvature;
        var scores = new ModeratedScores(context);
        int width = curvature.WhitenedWidth;
        int part = sample.Length * width;
        int sampled = sample.Length * scores.Count;
        Span<float> rest = context.Floats(
            (curvature.Blocks * (part + sample.Length)) + sampled + SampledScore.Memory(width)
            + (Math.Max(values.Length, sample.Length) * scores.Columns) + (values.Length * scores.Count));
        Span<float> rows = Cut(ref rest, curvature.Blocks * part);
        Span<float> variances = Cut(ref rest, curvature.Blocks * sample.Length);
        Span<float> probabilities = Cut(ref rest, sampled);
        Span<float> memory = Cut(ref rest, SampledScore.Memory(width));
        Span<float> own = Cut(ref rest, values.Length * scores.Count);
        for (int block = 0; block < curvature.Blocks; block++)
        {
            Span<float> whitened = rows.Slice(block * part, part);
            curvature.Whiten(block, context.Problem.Pool, sample, whitened);
            for (int u = 0; u < sample.Length; u++)
            {
                ReadOnlySpan<float> z = whitened.Slice(u * width, width);
                variances[(block * sample.Length) + u] = VectorMath.Dot(z, z);
            }
        }
        scores.Fill(sample, variances, rest[..(sample.Length * scores.Columns)], probabilities);
        scores.Fill(context.Candidates, context.Whitened.Leverages(), rest[..(values.Length * scores.Columns)], own);
        float brier = 0;
        for (int score = 0; score < scores.Count; score++)
        {
            int block = scores.Block(score);
            var seen = new SampledScore(
                rows.Slice(block * part, part),
                width,
                variances.Slice(block * sample.Length, sample.Length),
                probabilities.Slice(score * sample.Length, sample.Length),
                memory);
            AddRemoved(context, block, own.Slice(score * values.Length, values.Length), seen, values);
            brier += seen.Brier;
        }
        for (int i = 0; i < values.Length; i++)
        {
            values[i] /= brier;
        }
    }

    private static void AddRemoved(SignalContext context, int block, ReadOnlySpan<float> probabilities, in SampledScore seen, Span<float> values)
    {
        int width = context.Curvature.WhitenedWidth;
        ReadOnlySpan<float> variances = context.Whitened.Leverages(block);
        Span<LabelBelief> beliefs = stackalloc LabelBelief[WhitenedCandidates.ChunkRows];
        for (int start = 0; start < values.Length; start += WhitenedCandidates.ChunkRows)
        {
            int count = Math.Min(WhitenedCandidates.ChunkRows, values.Length - start);
            LabelBelief.Fill(probabilities.Slice(start, count), variances.Slice(start, count), beliefs[..count]);
            ReadOnlySpan<float> rows = context.Whitened.Rows(block, start, count);
            for (int i = 0; i < count; i++)
            {
                values[start + i] += seen.Removed(rows.Slice(i * width, width), beliefs[i]);
            }
        }
    }

    private static Span<float> Cut(scoped ref Span<float> rest, int length)
    {
        Span<float> part = rest[..length];
        rest = rest[length..];
        return part;
    }
}
