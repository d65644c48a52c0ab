using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Nearness to the middle of the heaviest cluster of the rows with the smallest margins that has no taken row, in [0, 1]: 1 for the nearest, 0 outside of it.
/// </summary>
/// <remarks>
/// Source: Zhdanov, "Diverse Mini-Batch Active Learning" (2019), algorithm 1 with weighted k-means: of the β k most uncertain rows, as many clusters as the
/// batch has rows, weighted by the uncertainty 1 - margin, and of each the row nearest to its middle; β = 10. There the batch is chosen at once. Here
/// clusters are made for each choice, one more than rows are taken, among ten rows for each.
/// <para>
/// Cost: k-means of ten rows for each row of the batch. Peers: cardinal (WKMeansSampler, ZhdanovTwoStepKMeansSampler): the distance itself.
/// </para>
/// </remarks>
public sealed class DiverseMiniBatchSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "diverse-mini-batch";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "nearness to the middle of the next cluster of the rows with the smallest margins, 0 outside of it; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons =>
        ("not among the most uncertain rows or like a row of this batch", "in the middle of uncertain rows unlike those of this batch");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        if (values.IsEmpty)
        {
            return;
        }
        ReadOnlySpan<int> uncertain = context.Uncertain.Find();
        Span<float> weights = context.Floats(uncertain.Length);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = 1 - context.Uncertain.MarginOf(uncertain[i]);
        }
        context.WeightedClusters.Score(
            context, uncertain, weights, uncertain.Length, context.Pool.Pending.Length + 1, SeedSequence.Child(context.Seed, "diverse mini-batch"), values);
    }
}
