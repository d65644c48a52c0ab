using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>Standard deviation over the members of a committee of a class's probability, in the mean over the classes, times 2, in [0, 1].</summary>
/// <remarks>
/// Source: Kampffmeyer, Salberg and Jenssen, "Semantic Segmentation of Small Objects and Modeling of Uncertainty in Urban Remote Sensing Images Using Deep
/// Convolutional Neural Networks" (2016), called mean standard deviation; Gal, Islam and Ghahramani, "Deep Bayesian Active Learning with Image Data" (2017).
/// A probability deviates by 1/2 at most.
/// <para>
/// Cost: a committee. Peers: modAL (mc_dropout_mean_st): the mean itself. The order is the same.
/// </para>
/// </remarks>
public sealed class CommitteeDeviationSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "committee-deviation";

    /// <inheritdoc/>
    public IReadOnlyList<string> HeuristicNames { get; } = ["mean-std"];

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Committee;

    /// <inheritdoc/>
    public string Description => "standard deviation of the probabilities of a committee, in the mean over classes, times 2; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("a committee gives it the same probabilities", "a committee gives it other probabilities from model to model");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        int classes = context.ClassCount;
        int block = context.Items.Count * classes;
        ReadOnlySpan<float> committee = context.CommitteeProbabilities;
        int members = committee.Length / block;
        Span<float> mean = context.Floats(classes);
        for (int i = 0; i < values.Length; i++)
        {
            int offset = context.Candidates[i] * classes;
            Disagreement.Mean(committee, block, offset, mean);
            double sum = 0;
            for (int k = 0; k < classes; k++)
            {
                double squares = 0;
                for (int start = offset + k; start < committee.Length; start += block)
                {
                    squares += (committee[start] - mean[k]) * (double)(committee[start] - mean[k]);
                }
                sum += Math.Sqrt(squares / members);
            }
            values[i] = (float)Math.Min(1, 2 * sum / classes);
        }
    }
}
