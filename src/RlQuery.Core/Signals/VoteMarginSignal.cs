using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>Difference of the shares of votes of the two classes that most members of a committee vote for, in [0, 1].</summary>
/// <remarks>
/// Source: Abe and Mamitsuka, "Query Learning Strategies Using Boosting and Bagging" (1998), query by bagging: the row on whose votes the members are most
/// evenly split. A member votes for its most probable class. The members are fitted to weighted labels (the Bayesian bootstrap), where bagging draws them.
/// <para>
/// Cost: a committee. Peers: ALiPy (QBC) has bagged members, and vote entropy in place of the margin.
/// </para>
/// </remarks>
public sealed class VoteMarginSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "vote-margin";

    /// <inheritdoc/>
    public IReadOnlyList<string> HeuristicNames { get; } = ["query-by-bagging"];

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Lowest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Committee;

    /// <inheritdoc/>
    public string Description => "difference of the shares of votes of the two first classes of a committee; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("a committee is split over it", "a committee votes for one class");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ReadOnlySpan<float> committee = context.CommitteeProbabilities;
        int classes = context.ClassCount;
        int block = context.Items.Count * classes;
        float share = (float)block / committee.Length;
        Span<float> votes = context.Floats(classes);
        for (int i = 0; i < values.Length; i++)
        {
            votes.Clear();
            for (int start = context.Candidates[i] * classes; start < committee.Length; start += block)
            {
                votes[VectorMath.ArgMax(committee.Slice(start, classes))] += share;
            }
            (float first, float second) = Probability.TopTwo(votes);
            values[i] = first - second;
        }
    }
}
