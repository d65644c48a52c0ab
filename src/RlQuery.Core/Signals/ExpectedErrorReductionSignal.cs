using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// (E - E') / max(E, E') with E the expected error 1 - max p over a fixed sample of 32 unlabelled rows and E' what it is expected to be after the candidate is
/// labelled: the share of the error that goes, in [-1, 1]; negative where the error would grow.
/// </summary>
/// <remarks>
/// Source: Roy and McCallum, "Toward Optimal Active Learning through Sampling Estimation of Error Reduction" (2001), with 0/1 loss. Instead of being
/// refitted, the learner is moved along its curvature (<see cref="LabelStep"/>). One without curvature is moved by the ridge Gram matrix of the labelled
/// rows.
/// <para>
/// Largest first. Unit: share of the expected error (1 - max p). Peers: modAL and ALiPy: the expected error or log-loss itself, lowest first, with a
/// refit for every candidate and class, on the whole pool. Here it is the reduction, highest first, on a sample of 32 rows, without refits.
/// </para>
/// </remarks>
public sealed class ExpectedErrorReductionSignal : ISignal
{
    private const int SampleSize = 32;

    /// <inheritdoc/>
    public string Name => "expected-error-reduction";

    /// <inheritdoc/>
    public IReadOnlyList<string> HeuristicNames { get; } = ["eer"];

    /// <inheritdoc/>
    public int Version => 2;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Curvature;

    /// <inheritdoc/>
    public string Description => "share of the expected error on 32 unlabelled rows that the label is expected to remove; in [-1, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("its label is expected to settle few other rows", "its label is expected to settle other rows");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        if (CurvatureRows.SpanOf(context) is null)
        {
            LossForecast<ExpectedError<ExactExponential>, ExactExponential>.Reduction(context, SampleSize, values);
        }
        else
        {
            LossForecast<ExpectedError<FastExponential>, FastExponential>.Reduction(context, SampleSize, values);
        }
    }
}
