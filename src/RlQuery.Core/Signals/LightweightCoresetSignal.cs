using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// A draw, half of it evenly and half in proportion to the squared distance to the mean of the candidates, relative to the winner's, in [0, 1].
/// </summary>
/// <remarks>
/// Source: Bachem, Lucic and Krause, "Scalable k-Means Clustering via Lightweight Coresets" (2018), algorithm 1, on the standardised features. A draw in
/// proportion to w is the largest w / t with t an exponential draw of the row.
/// <para>
/// Cost: one pass over the candidates. Peers: small-text (LightweightCoreset): the chance itself.
/// </para>
/// </remarks>
public sealed class LightweightCoresetSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "lightweight-coreset";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "draw by squared distance to the mean, half of it even, relative to the winner's; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("near to the mean or drawn late", "far from the mean or drawn early");

    /// <summary>The chance of each candidate.</summary>
    internal static void Chances(SignalContext context, Span<double> chances)
    {
        ReadOnlySpan<int> candidates = context.Candidates;
        int columns = context.Items.Features.Columns;
        Span<float> mean = context.Floats(columns);
        mean.Clear();
        // In an order that does not depend on places in the pool.
        Span<int> among = context.Ints(context.Items.Count);
        among.Clear();
        foreach (int row in candidates)
        {
            among[row] = 1;
        }
        foreach (int row in context.InLots)
        {
            if (among[row] == 1)
            {
                VectorMath.AddScaled(1f / candidates.Length, context.Items.Features.Row(row), mean);
            }
        }
        double total = 0;
        for (int i = 0; i < chances.Length; i++)
        {
            chances[i] = VectorMath.SquaredDistance(context.Items.Features.Row(candidates[i]), mean);
            total += chances[i];
        }
        for (int i = 0; i < chances.Length; i++)
        {
            chances[i] = (0.5 / chances.Length) + (total > 0 ? 0.5 * chances[i] / total : 0);
        }
    }

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        if (values.IsEmpty)
        {
            return;
        }
        Span<double> chances = values.Length <= 512 ? stackalloc double[values.Length] : new double[values.Length];
        Chances(context, chances);
        ulong taken = (ulong)context.Pool.Labelled.Length + (ulong)context.Pool.Pending.Length;
        RowRace.Run(context, SeedSequence.Child(SeedSequence.Child(context.Seed, "lightweight core-set"), taken), chances, values);
    }
}
