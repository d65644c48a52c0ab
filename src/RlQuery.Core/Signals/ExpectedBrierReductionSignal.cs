using RlQuery.Core.Numerics;
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
        values.Clear();
        if (values.IsEmpty || context.WhitenedSample.Rows.IsEmpty)
        {
            return;
        }
        if (CurvatureRows.SpanOf(context) is null)
        {
            Compute<ExactExponential>(context, values);
        }
        else
        {
            Compute<FastExponential>(context, values);
        }
    }

    private static void Compute<TExponential>(SignalContext context, Span<float> values)
        where TExponential : struct, IExponential
    {
        WhitenedSample sample = context.WhitenedSample;
        ReadOnlySpan<int> rows = sample.Rows;
        var scores = new ModeratedScores(context);
        // Block by block, so that whitened rows and their products follow each other.
        context.Pulls.Prepare();
        Span<float> rest = context.Floats(
            (scores.Count * (rows.Length + values.Length)) + SampledScore<TExponential>.Memory(rows.Length)
            + (Math.Max(values.Length, rows.Length) * scores.Columns));
        Span<float> probabilities = Buffers.Cut(ref rest, rows.Length * scores.Count);
        Span<float> memory = Buffers.Cut(ref rest, SampledScore<TExponential>.Memory(rows.Length));
        Span<float> own = Buffers.Cut(ref rest, values.Length * scores.Count);
        scores.Fill(rows, sample.Variances(), rest[..(rows.Length * scores.Columns)], probabilities);
        scores.Fill(context.Candidates, context.Whitened.Leverages(), rest[..(values.Length * scores.Columns)], own);
        float brier = 0;
        for (int score = 0; score < scores.Count; score++)
        {
            int block = scores.Block(score);
            var seen = new SampledScore<TExponential>(sample.Variances(block), probabilities.Slice(score * rows.Length, rows.Length), memory);
            AddRemoved(context, block, own.Slice(score * values.Length, values.Length), seen, values);
            brier += seen.Brier;
        }
        for (int i = 0; i < values.Length; i++)
        {
            values[i] /= brier;
        }
    }

    private static void AddRemoved<TExponential>(
        SignalContext context, int block, ReadOnlySpan<float> probabilities, in SampledScore<TExponential> seen, Span<float> values)
        where TExponential : struct, IExponential
    {
        int lanes = context.WhitenedSample.Lanes;
        ReadOnlySpan<float> variances = context.Whitened.Leverages(block);
        Span<LabelBelief> beliefs = stackalloc LabelBelief[WhitenedCandidates.ChunkRows];
        for (int start = 0; start < values.Length; start += WhitenedCandidates.ChunkRows)
        {
            int count = Math.Min(WhitenedCandidates.ChunkRows, values.Length - start);
            LabelBelief.Fill(probabilities.Slice(start, count), variances.Slice(start, count), beliefs[..count]);
            ReadOnlySpan<float> pulls = context.Pulls.Of(block, start, count);
            for (int i = 0; i < count; i++)
            {
                values[start + i] += seen.Removed(pulls.Slice(i * lanes, lanes), beliefs[i]);
            }
        }
    }
}
