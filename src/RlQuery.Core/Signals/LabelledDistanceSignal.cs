using RlQuery.Core.Signals.Context;
namespace RlQuery.Core.Signals;

/// <summary>
/// r / (1 + r) with r = distance to the nearest labelled or taken row over the mean distance to the ten nearest neighbours, in [0, 1]; 1 while nothing is
/// labelled.
/// </summary>
/// <remarks>
/// Source: this library, after the absolute distances of LAL-RL (Konyushkova, Sznitman and Fua 2018), which do not transfer between data sets.
/// <para>
/// Largest first. Unit: r / (1 + r) of a ratio of distances. Peers: not in the libraries compared; scale-free form of the distance to the nearest
/// labelled row.
/// </para>
/// </remarks>
public sealed class LabelledDistanceSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "labelled-distance";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "distance to the nearest labelled row relative to the local spacing of the pool, as r / (1 + r); in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("near a label", "far from every label");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ReadOnlySpan<float> nearest = context.Labels.NearestSquared;
        ReadOnlySpan<float> spacing = context.Geometry.Spacing;
        for (int i = 0; i < values.Length; i++)
        {
            int row = context.Candidates[i];
            float distance = MathF.Sqrt(nearest[row]);
            // A copy of a labelled row is at distance 0 whatever its spacing.
            values[i] = distance == 0 ? 0 : float.IsPositiveInfinity(distance) ? 1 : distance / (distance + spacing[row]);
        }
    }
}
