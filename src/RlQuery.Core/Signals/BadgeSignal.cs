using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// The race of k-means++ seeding among gradients of the predicted class: first the longest, then each with a chance in proportion to its squared distance to
/// the nearest gradient of the batch. Uncertain rows have long gradients, and those of a batch differ. In [0, 1], relative to the winner.
/// </summary>
/// <remarks>
/// Source: Ash, Zhang, Krishnamurthy, Langford and Agarwal, "Deep Batch Active Learning by Diverse, Uncertain Gradient Lower Bounds" (2020), algorithm 1; the
/// longest goes first as in the authors' code. The gradient is (p - e) ⊗ x, with e the predicted class and x the standardised features in place of a
/// network's last layer. A draw in proportion to d² is the largest d² / t with t an exponential draw of the row.
/// </remarks>
public sealed class BadgeSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "badge";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "k-means++ seeding among the gradients of the predicted class: the draw of the candidate relative to the winner's; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons =>
        ("clear or like a row of this batch", "uncertain in another way than the rows of this batch");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        bool first = context.Pool.Pending.IsEmpty;
        ReadOnlySpan<float> squared = first ? context.Gradients.LengthSquared : context.Gradients.NearestSquared;
        ulong seed = SeedSequence.Child(SeedSequence.Child(context.Seed, "badge"), (ulong)context.Pool.Labelled.Length + (ulong)context.Pool.Pending.Length);
        float largest = 0;
        for (int i = 0; i < values.Length; i++)
        {
            int row = context.Candidates[i];
            values[i] = first ? MathF.Sqrt(squared[row]) : squared[row] / Exponential(seed, context.Items.Rows[row]);
            largest = MathF.Max(largest, values[i]);
        }
        for (int i = 0; i < values.Length && largest > 0; i++)
        {
            values[i] /= largest;
        }
    }

    // Never 0, and at most 37.
    private static float Exponential(ulong seed, int row) =>
        (float)-Math.Log(((SeedSequence.Child(seed, (ulong)row) >> 11) + 0.5) * (1.0 / (1UL << 53)));
}
