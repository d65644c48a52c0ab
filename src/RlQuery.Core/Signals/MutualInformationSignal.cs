using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>(H(mean) - mean of H(member)) / log K: how much the label would say about which member is right (BALD), in [0, 1].</summary>
/// <remarks>
/// Source: Houlsby, Huszár, Ghahramani and Lengyel, "Bayesian Active Learning for Classification and Preference Learning" (2011), equation 2, with the
/// committee as the posterior sample.
/// <para>
/// Largest first. Unit: share of log K; times log K it is in nats. Peers: modAL and baal (BALD): nats; small-text: bits, that is nats / log 2. Equals
/// the mean divergence of scikit-activeml and libact from the consensus.
/// </para>
/// </remarks>
public sealed class MutualInformationSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "mutual-information";

    /// <inheritdoc/>
    public IReadOnlyList<string> HeuristicNames { get; } = ["bald"];

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Committee;

    /// <inheritdoc/>
    public string Description => "entropy of the committee's mean minus the mean entropy of its members (BALD), divided by log(classes); in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("models of parts of the labels agree on it", "models of parts of the labels are sure of different classes");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        int classes = context.ClassCount;
        int block = context.Items.Features.Rows * classes;
        ReadOnlySpan<float> committee = context.CommitteeProbabilities;
        Span<float> mean = context.Floats(classes);
        float scale = 1 / MathF.Log(Math.Max(2, classes));
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Disagreement.MutualInformation(committee, block, context.Candidates[i] * classes, mean) * scale;
        }
    }
}
