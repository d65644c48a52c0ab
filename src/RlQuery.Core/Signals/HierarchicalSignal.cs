using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// A draw from the best pruning of a tree of clusters: each cluster has a chance in proportion to its rows and to how impure it may still be, each of its rows
/// the same; relative to the winner's, in [0, 1].
/// </summary>
/// <remarks>
/// Source: Dasgupta and Hsu, "Hierarchical Sampling for Active Learning" (2008), with the second of their ways to choose a cluster (least certain), bounds of
/// width 1/n + √(p(1 - p)/n) and β = 2 (<see cref="PoolPruning"/>). They go down the tree as labels come, and never up; here the best pruning is found from the
/// root for each choice. Labels that were there at the start count too.
/// <para>
/// Cost: the tree, once per episode; then one pass over it. It does not look at the learner. Peers: libact (HierarchicalSampling): the same, with a tree by
/// Ward's linkage.
/// </para>
/// </remarks>
public sealed class HierarchicalSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "hierarchical";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "draw by how large and how impure its cluster may be, relative to the winner's; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("labels show that its cluster is pure", "in a large cluster of which labels say little");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        if (values.IsEmpty)
        {
            return;
        }
        Span<double> chances = values.Length <= 512 ? stackalloc double[values.Length] : new double[values.Length];
        context.Pruning.Chances(chances);
        ulong taken = (ulong)context.Pool.Labelled.Length + (ulong)context.Pool.Pending.Length;
        RowRace.Run(context, SeedSequence.Child(SeedSequence.Child(context.Seed, "hierarchical"), taken), chances, values);
    }
}
