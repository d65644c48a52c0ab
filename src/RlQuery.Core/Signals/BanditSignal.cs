using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// A draw of what a bandit asks for, which learns in the episode which of margin, QUIRE, core-set and random sampling to follow, relative to the winner's, in
/// [0, 1].
/// </summary>
/// <remarks>
/// Source: Hsu and Lin, "Active Learning by Learning" (2015): EXP4.P over experts, rewarded by accuracy on the rows that were asked for, each weighted by one
/// over its probability. All follows from the labels so far (<see cref="StrategyBandit"/>): past queries are played again once.
/// <para>
/// Cost: another fit and the experts' signals for each label. Peers: libact (ActiveLearningByLearning): the same bandit, with strategies of the user's.
/// </para>
/// </remarks>
public sealed class BanditSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "bandit";

    /// <inheritdoc/>
    public IReadOnlyList<string> HeuristicNames { get; } = ["albl"];

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "draw of a bandit over margin, quire, core-set and random, relative to the winner's; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("no rule asks for it", "a rule that has done well here asks for it");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        if (values.IsEmpty)
        {
            return;
        }
        Span<double> chances = values.Length <= 512 ? stackalloc double[values.Length] : new double[values.Length];
        context.Bandit.Chances(chances);
        ulong taken = (ulong)context.Pool.Labelled.Length + (ulong)context.Pool.Pending.Length;
        RowRace.Run(context, SeedSequence.Child(SeedSequence.Child(context.Seed, "bandit"), taken), chances, values);
    }
}
