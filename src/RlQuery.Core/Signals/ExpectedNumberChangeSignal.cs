using RlQuery.Core.Learners;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// How far the predictions of 256 sampled unlabelled rows are expected to move when the candidate's number is known, as a share of how far their standard
/// deviations let them, in [0, 1).
/// </summary>
/// <remarks>
/// Source: Käding, Rodner, Freytag, Mothes, Barz and Denzler, "Active Learning for Regression Tasks with Expected Model Output Changes" (2018). With whitened
/// rows z (<see cref="ICurvature"/>), a number that is r off moves the prediction of row u by r z(x)·z(u) / (1 + |z(x)|²); r is normal with a variance in
/// proportion to 1 + |z(x)|², so that the expected |move| is in proportion to |z(x)·z(u)| / √(1 + |z(x)|²): its sum over that of |z(u)|. Numbers play no part.
/// <para>
/// Cost: as <see cref="ExpectedVarianceReductionSignal"/>. Peers: scikit-activeml (ExpectedModelOutputChange): the integral over the candidate's number, with a
/// refit for each.
/// </para>
/// </remarks>
public sealed class ExpectedNumberChangeSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "expected-number-change";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Numbers | SignalNeeds.Curvature;

    /// <inheritdoc/>
    public string Description => "expected move of 256 sampled predictions by the number as a share of their deviations; in [0, 1)";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("its number is expected to move few predictions", "its number is expected to move predictions of other rows");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        WhitenedSample sample = context.WhitenedSample;
        values.Clear();
        if (values.IsEmpty || sample.Rows.IsEmpty)
        {
            return;
        }
        int lanes = sample.Lanes, rows = sample.Rows.Length;
        ReadOnlySpan<float> leverages = context.Whitened.Leverages(0);
        double all = 0;
        foreach (float variance in sample.Variances(0))
        {
            all += Math.Sqrt(variance);
        }
        for (int start = 0; start < values.Length && all > 0; start += WhitenedCandidates.ChunkRows)
        {
            int count = Math.Min(WhitenedCandidates.ChunkRows, values.Length - start);
            ReadOnlySpan<float> pulls = context.Pulls.Of(0, start, count);
            for (int i = 0; i < count; i++)
            {
                double sum = 0;
                foreach (float pull in pulls.Slice(i * lanes, rows))
                {
                    sum += Math.Abs(pull);
                }
                values[start + i] = (float)(sum / (Math.Sqrt(1 + leverages[start + i]) * all));
            }
        }
    }
}
