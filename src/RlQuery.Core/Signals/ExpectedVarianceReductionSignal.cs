using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>Share of the summed predictive variance of 256 sampled unlabelled rows that the candidate's number removes, in [0, 1).</summary>
/// <remarks>
/// Source: D.A. Cohn, Z. Ghahramani and M.I. Jordan, "Active Learning with Statistical Models" (1996), and S. Seo, M. Wallat, T. Graepel and K. Obermayer,
/// "Gaussian Process Regression: Active Data Selection and Test Point Rejection" (2000), called ALC there: with whitened rows z (<see cref="ICurvature"/>), a
/// label takes (z(x)·z(u))² / (1 + |z(x)|²) off the variance |z(u)|² of row u. Numbers play no part in it. A learner without curvature is given the ridge
/// Gram matrix of the labelled rows (<see cref="RidgeCurvature"/>).
/// </remarks>
public sealed class ExpectedVarianceReductionSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "expected-variance-reduction";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Numbers | SignalNeeds.Curvature;

    /// <inheritdoc/>
    public string Description => "share of the predictive variance on 256 sampled rows that the number would remove; in [0, 1)";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("its number would settle few predictions", "its number would settle many predictions");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        WhitenedSample sample = context.WhitenedSample;
        values.Clear();
        if (values.IsEmpty || sample.Rows.IsEmpty)
        {
            return;
        }
        float total = 0;
        foreach (float variance in sample.Variances(0))
        {
            total += variance;
        }
        ReadOnlySpan<float> leverages = context.Whitened.Leverages(0);
        int lanes = sample.Lanes;
        for (int start = 0; start < values.Length && total > 0; start += WhitenedCandidates.ChunkRows)
        {
            int count = Math.Min(WhitenedCandidates.ChunkRows, values.Length - start);
            ReadOnlySpan<float> pulls = context.Pulls.Of(0, start, count);
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<float> own = pulls.Slice(i * lanes, lanes);
                values[start + i] = VectorMath.Dot(own, own) / ((1 + leverages[start + i]) * total);
            }
        }
    }
}
