using RlQuery.Core.Learners;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// 1 - exp(-2 d) with d the expected divergence of the predictions of 256 sampled unlabelled rows after the candidate's number is known from those before, in
/// the mean: the share by which the geometric mean of their variances falls, in [0, 1).
/// </summary>
/// <remarks>
/// Source: Elreedy, Atiya and Shaheen, "A Novel Active Learning Regression Framework for Balancing the Exploration-Exploitation Trade-Off" (2019). With normal
/// predictions of variance 1 + v before and 1 + v' after, in units of the noise, the mean moves by v - v' in the mean square, and the expected divergence is
/// ½ log((1 + v) / (1 + v')). With whitened rows z (<see cref="ICurvature"/>) v = |z(u)|², and v - v' = (z(x)·z(u))² / (1 + |z(x)|²). Numbers play no part.
/// <para>
/// Cost: as <see cref="ExpectedVarianceReductionSignal"/>. Peers: scikit-activeml (KLDivergenceMaximization): the integral over the candidate's number, with a
/// refit for each.
/// </para>
/// </remarks>
public sealed class KlDivergenceSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "kl-divergence";

    /// <inheritdoc/>
    public IReadOnlyList<string> HeuristicNames { get; } = ["kl-divergence-maximization"];

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Numbers | SignalNeeds.Curvature;

    /// <inheritdoc/>
    public string Description => "1 - exp(-2 d), d the expected divergence of 256 sampled predictions by the number; in [0, 1)";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("its number would change few predictions", "its number would change many predictions");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        WhitenedSample sample = context.WhitenedSample;
        values.Clear();
        if (values.IsEmpty || sample.Rows.IsEmpty)
        {
            return;
        }
        ReadOnlySpan<float> variances = sample.Variances(0), leverages = context.Whitened.Leverages(0);
        int lanes = sample.Lanes;
        for (int start = 0; start < values.Length; start += WhitenedCandidates.ChunkRows)
        {
            int count = Math.Min(WhitenedCandidates.ChunkRows, values.Length - start);
            ReadOnlySpan<float> pulls = context.Pulls.Of(0, start, count);
            for (int i = 0; i < count; i++)
            {
                double sum = 0;
                for (int u = 0; u < variances.Length; u++)
                {
                    float pull = pulls[(i * lanes) + u];
                    sum += Math.Log(1 - Math.Min(0.999999, pull * pull / ((1 + leverages[start + i]) * (1 + variances[u]))));
                }
                values[start + i] = (float)(1 - Math.Exp(sum / variances.Length));
            }
        }
    }
}
