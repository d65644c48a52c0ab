using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>Entropy of the classes that the committee's members vote for, divided by log min(members, K), in [0, 1].</summary>
/// <remarks>
/// Source: Dagan and Engelson, "Committee-Based Sampling for Training Probabilistic Classifiers" (1995).
/// <para>
/// Largest first. Unit: share of log min(members, K); times that it is in nats. Peers: modAL, ALiPy and scikit-activeml: nats, not divided. A member
/// votes for its most probable class, for the first of equal ones. The order is the same.
/// </para>
/// </remarks>
public sealed class VoteEntropySignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "vote-entropy";

    /// <inheritdoc/>
    public IReadOnlyList<string> HeuristicNames { get; } = ["qbc-vote"];

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Committee;

    /// <inheritdoc/>
    public string Description => "entropy of the committee's votes, divided by its largest possible value; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("models of parts of the labels agree on it", "models of parts of the labels vote for different classes");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        int classes = context.ClassCount;
        int block = context.Items.Features.Rows * classes;
        ReadOnlySpan<float> committee = context.CommitteeProbabilities;
        Span<float> votes = context.Floats(classes);
        float scale = 1 / MathF.Log(Math.Min(committee.Length / block, Math.Max(2, classes)));
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Disagreement.VoteEntropy(committee, block, context.Candidates[i] * classes, votes) * scale;
        }
    }
}
