using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Share of the expected Brier score Σ p(1 - p) over 256 sampled unlabelled rows that the candidate's label is expected to remove, in [0, 1).
/// </summary>
/// <remarks>
/// The probabilities p are those of the Laplace posterior (<see cref="ModeratedScores"/>), which the label changes by assumed-density filtering
/// (<see cref="LabelBelief"/>): the expected reduction is the variance that the unknown label gives them. Sources: Roy and McCallum, "Toward Optimal Active
/// Learning through Sampling Estimation of Error Reduction" (2001), and Bickford Smith, Kirsch, Farquhar, Gal, Foster and Rainforth, "Prediction-Oriented
/// Bayesian Active Learning" (2023), for looking at what a label says about other rows. A learner without curvature is given the ridge Gram matrix of the
/// labelled rows (<see cref="RidgeCurvature"/>).
/// </remarks>
public sealed class ExpectedBrierReductionSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "expected-brier-reduction";

    /// <inheritdoc/>
    public int Version => 2;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Curvature;

    /// <inheritdoc/>
    public string Description => "share of the expected Brier score on 256 sampled rows that the label is expected to remove; in [0, 1)";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("its label is expected to improve few predictions", "its label is expected to improve many predictions");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        WhitenedSample sample = context.WhitenedSample;
        ReadOnlySpan<int> rows = sample.Rows;
        values.Clear();
        if (values.IsEmpty || rows.IsEmpty)
        {
            return;
        }
        var scores = new ModeratedScores(context);
        Span<float> rest = context.Floats(
            (scores.Count * (rows.Length + values.Length)) + SampledScore.Memory(rows.Length) + (Math.Max(values.Length, rows.Length) * scores.Columns));
        Span<float> probabilities = Buffers.Cut(ref rest, rows.Length * scores.Count);
        Span<float> memory = Buffers.Cut(ref rest, SampledScore.Memory(rows.Length));
        Span<float> own = Buffers.Cut(ref rest, values.Length * scores.Count);
        scores.Fill(rows, sample.Variances(), rest[..(rows.Length * scores.Columns)], probabilities);
        scores.Fill(context.Candidates, context.Whitened.Leverages(), rest[..(values.Length * scores.Columns)], own);
        float brier = 0;
        for (int score = 0; score < scores.Count; score++)
        {
            int block = scores.Block(score);
            var seen = new SampledScore(sample.Columns(block), sample.Variances(block), probabilities.Slice(score * rows.Length, rows.Length), memory);
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
}
