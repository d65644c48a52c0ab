using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>Entropy of the mean of a committee's probabilities, divided by log K, in [0, 1].</summary>
/// <remarks>
/// Source: modAL's consensus entropy, and the predictive entropy of Gal, Islam and Ghahramani, "Deep Bayesian Active Learning with Image Data" (2017). It is
/// <see cref="MutualInformationSignal"/> plus the mean entropy of the members.
/// <para>
/// Cost: a committee. Peers: modAL (consensus_entropy_sampling): nats, not divided. The order is the same.
/// </para>
/// </remarks>
public sealed class ConsensusEntropySignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "consensus-entropy";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Committee;

    /// <inheritdoc/>
    public string Description => "entropy of the mean prediction of a committee, over log K; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("a committee as a whole is sure of it", "a committee as a whole is unsure of it");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        int classes = context.ClassCount;
        int block = context.Items.Count * classes;
        Span<float> mean = context.Floats(classes);
        float scale = 1 / MathF.Log(Math.Max(2, classes));
        for (int i = 0; i < values.Length; i++)
        {
            Disagreement.Mean(context.CommitteeProbabilities, block, context.Candidates[i] * classes, mean);
            values[i] = MathF.Min(1, Probability.Entropy(mean) * scale);
        }
    }
}
