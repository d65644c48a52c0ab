using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Uncertainty and unlikeness to labelled and taken rows, weighed so that unlikeness counts while few rows are labelled, in [0, 1]:
/// α (1 - similarity) + (1 - α) (1 - p₁), α the share of rows without a label.
/// </summary>
/// <remarks>
/// Source: Cardoso, Silva, Canuto, Moro and Gonçalves, "Ranked Batch-Mode Active Learning" (2017), equation 1, as in modAL: similarity 1 / (1 + d) to the
/// nearest labelled or taken row, d Euclidean on the standardised features. A row that is taken counts as labelled, as there. While nothing is labelled the
/// similarity is 1 less that to the pool, so that the densest row comes first; modAL begins with the row nearest to all others.
/// <para>
/// Cost: one pass over the pool for each label. Peers: modAL (uncertainty_batch_sampling): the same number.
/// </para>
/// </remarks>
public sealed class RankedBatchSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "ranked-batch";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "uncertainty and unlikeness to labelled rows, weighed by how many are labelled; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("clear and like a labelled row", "uncertain or unlike every labelled row");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ReadOnlySpan<float> nearest = context.Labels.NearestSquared;
        int labelled = context.Pool.Labelled.Length + context.Pool.Pending.Length;
        float alpha = 1 - (labelled / (float)context.Items.Count);
        for (int i = 0; i < values.Length; i++)
        {
            int row = context.Candidates[i];
            float similarity = labelled == 0 ? 1 - context.Geometry.Similarity[row] : 1 / (1 + MathF.Sqrt(nearest[row]));
            float uncertain = 1 - Probability.TopTwo(context.ProbabilitiesOf(row)).First;
            values[i] = (alpha * (1 - similarity)) + ((1 - alpha) * uncertain);
        }
    }
}
