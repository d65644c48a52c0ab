using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Nearness to the middle of the most uncertain cluster without a labelled or taken row, where rows are clustered with their entropies for weights, in [0, 1]:
/// 1 for the nearest, 0 outside of that cluster.
/// </summary>
/// <remarks>
/// Source: Prabhu, Chandrasekaran, Saenko and Hoffman, "Active Domain Adaptation via Clustering Uncertainty-weighted Embeddings" (2021), equation 4, on the
/// standardised features. They cluster the unlabelled rows once, into as many clusters as the batch has rows, and take the row nearest to each middle. Here
/// all rows are clustered for each choice, into one cluster more than there are labelled and taken rows (at most 500), as in <see cref="OpenClusterSignal"/>;
/// of a pool with more than 2048 rows, a sample of so many.
/// <para>
/// Cost: k-means for each choice, the more the more labels there are. Peers: scikit-activeml (Clue): the distance itself.
/// </para>
/// </remarks>
public sealed class ClueSignal : ISignal
{
    private const int MostClusters = 500;
    private const int SampleSize = 2048;

    /// <inheritdoc/>
    public string Name => "clue";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "nearness to the middle of the most uncertain cluster without a label, 0 outside of it; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("its cluster has a label or is clear", "in the middle of an uncertain cluster without a label");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        if (values.IsEmpty)
        {
            return;
        }
        ReadOnlySpan<int> rows = context.InLots;
        Span<float> weights = context.Floats(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            weights[i] = MathF.Max(0, context.Entropies[rows[i]]);
        }
        int taken = context.Pool.Labelled.Length + context.Pool.Pending.Length;
        context.WeightedClusters.Score(
            context, rows, weights, Math.Min(rows.Length, SampleSize), Math.Min(taken + 1, MostClusters), SeedSequence.Child(context.Seed, "clue"), values);
    }
}
