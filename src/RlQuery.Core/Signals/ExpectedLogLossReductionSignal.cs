using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;
namespace RlQuery.Core.Signals;

/// <summary>
/// (E - E') / max(E, E') with E the expected log-loss, the entropy of p, over a fixed sample of 128 unlabelled rows and E' what it is expected to be after the
/// candidate is labelled: the share of the loss that goes, in [-1, 1]; negative where the loss would grow.
/// </summary>
/// <remarks>
/// Source: Roy and McCallum, "Toward Optimal Active Learning through Sampling Estimation of Error Reduction" (2001), with log-loss. Instead of being
/// refitted, the learner is moved along its curvature (<see cref="LabelStep"/>). One without curvature is moved by the ridge Gram matrix of the labelled
/// rows.
/// </remarks>
public sealed class ExpectedLogLossReductionSignal : ISignal
{
    private const int SampleSize = 128;

    /// <inheritdoc/>
    public string Name => "expected-log-loss-reduction";

    /// <inheritdoc/>
    public int Version => 2;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Curvature;

    /// <inheritdoc/>
    public string Description => "share of the expected log-loss on 128 unlabelled rows that the label is expected to remove; in [-1, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("its label is expected to make few predictions surer", "its label is expected to make many predictions surer");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        if (CurvatureRows.SpanOf(context) is null)
        {
            LossForecast<ExpectedLogLoss<ExactExponential>, ExactExponential>.Reduction(context, SampleSize, values);
        }
        else
        {
            LogLossForecast.Reduction(context, SampleSize, values);
        }
    }
}
