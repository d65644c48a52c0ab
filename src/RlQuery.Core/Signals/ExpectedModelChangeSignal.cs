using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Expected length of the step that the label, as a committee guesses it, would move a linear model (EMCM), relative to the largest among the candidates, in
/// [0, 1].
/// </summary>
/// <remarks>
/// The mean over the members of |prediction - member's prediction|, times the length of the features with a one for the intercept. Source: W. Cai, Y. Zhang
/// and J. Zhou, "Maximizing Expected Model Change for Active Learning in Regression" (2013), their linear case; of other learners it takes the predictions
/// alone.
/// </remarks>
public sealed class ExpectedModelChangeSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "expected-model-change";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Numbers | SignalNeeds.Committee;

    /// <inheritdoc/>
    public string Description => "expected step of a linear model, relative to the largest among the candidates; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("its label is expected to move the model little", "its label is expected to move the model far");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ReadOnlySpan<double> predictions = context.Numbers.Predictions;
        ReadOnlySpan<double> members = context.Numbers.CommitteePredictions;
        int items = context.Items.Count;
        for (int i = 0; i < values.Length; i++)
        {
            int item = context.Candidates[i];
            double change = 0;
            for (int k = item; k < members.Length; k += items)
            {
                change += Math.Abs(predictions[item] - members[k]);
            }
            ReadOnlySpan<float> features = context.Items.Features.Row(item);
            values[i] = (float)(change * items / members.Length * Math.Sqrt(1 + VectorMath.Dot(features, features)));
        }
        Largest.DivideBy(values);
    }
}
